/** What must be seen after an action before its step counts as done. */
import { type Ended, failed, type Outcome, type StepContext } from '../context.ts';
import { withUndoHint } from './failure.ts';
import { broken as brokenInvariant } from './invariants.ts';
import { verify } from './probes.ts';

/** An action's outcome; what went well so far is done only with its proof. */
export async function withProof(context: StepContext, acted: Outcome): Promise<Outcome> {
  if (acted.kind !== 'ended') return acted;
  return acted.result === 'failed' ? withInvariants(context, acted) : proven(context, acted);
}

/** A step that failed half way may have broken what must hold: it is said with the failure. */
export async function withInvariants(context: StepContext, acted: Outcome): Promise<Outcome> {
  if (acted.kind !== 'ended' || !acted.failure) return acted;
  const broken = await brokenInvariant(context);
  if (broken === undefined || broken === 'interrupted') return acted;
  const detail = `${acted.failure.detail}. ${broken.detail}`;
  return failed({ ...acted.failure, detail }, acted.backup);
}

/** After an action that went well: verify, then what must hold. */
export async function proven(context: StepContext, done: Ended): Promise<Outcome> {
  const outcome = await verified(context, done);
  if (outcome.kind !== 'ended' || outcome.result === 'failed') return outcome;
  const broken = await brokenInvariant(context);
  if (broken === undefined) return outcome;
  if (broken === 'interrupted') return unclear('what must hold after it was not checked');
  return failed(withUndoHint(broken, context.step), done.backup);
}

/** Unclear is unknown, also when nothing was sent: a verify that nobody saw hold is not done. */
export async function verified(context: StepContext, done: Ended): Promise<Outcome> {
  const { step } = context;
  if (!step.verify) return done;
  const result = await verify(context, step.verify);
  if (result.kind === 'holds') return done;
  if (result.kind === 'unclear') return unclear(`it could not be verified: ${result.detail}`);
  return failed(withUndoHint(result.failure, step), done.backup);
}

function unclear(detail: string): Outcome {
  return { kind: 'unknown', detail: `Nothing went wrong so far, but ${detail}` };
}
