/**
 * One step on one host, from its check to its invariants.
 *
 * Before anything that may change the host is sent, `step-started` is on disk. The
 * check, the invariants before, and the reading of a file change nothing and go
 * first: a crash in them leaves the step pending, which is the truth, and not
 * unknown. A plain `run` step costs one exec and two synced records.
 */
import { SATISFIED } from '../../journal/state.ts';
import type { PlannedStep } from '../../plan/model.ts';
import { ConnectError } from '../../transports/transport.ts';
import { failed, interrupted, isInterrupted, type Outcome, type StepContext } from '../context.ts';
import { type Prepared, preparePut } from '../put/put.ts';
import { changeWithRevert } from '../revert/revert.ts';
import { UnansweredError } from '../sudo/elevator.ts';
import { type Ready, runAction } from './action.ts';
import { type Failure, failureOf } from './failure.ts';
import { holding } from './invariants.ts';
import { check } from './probes.ts';
import { verified, withProof } from './proof.ts';
import { reboot } from './reboot.ts';

/** Works on a step until it ends, or can't go on. Expected trouble is an outcome, never a throw. */
export async function runStep(context: StepContext): Promise<Outcome> {
  try {
    return (await unsupported(context)) ?? (await satisfied(context)) ?? (await work(context));
  } catch (error) {
    if (!(error instanceof ConnectError || error instanceof UnansweredError)) throw error;
    // Not the host's fault, then.
    if (isInterrupted(context)) return interrupted(context);
    if (error instanceof UnansweredError)
      return { kind: 'paused', reason: 'question', detail: `${error.message}: ${error.hint}` };
    return failed(failureOf({ connect: error }) as Failure);
  }
}

/** A manual step without probes needs no host, whatever its platform. */
async function unsupported({ platform, step }: StepContext): Promise<Outcome | undefined> {
  const sends = step.action.kind !== 'manual' || step.check || step.verify;
  const found = sends ? platform(step.host) : 'posix';
  if (found === 'posix') return undefined;
  const detail = `${step.host} is a ${found} device: steps on it can not be executed yet`;
  return failed(failureOf({ unsupported: detail }) as Failure);
}

async function satisfied(context: StepContext): Promise<Outcome | undefined> {
  if (isInterrupted(context)) return interrupted(context);
  if (!context.step.check) return undefined;
  const result = await check(context, context.step.check);
  if (result === 'interrupted') return interrupted(context);
  if (result === 'not satisfied') return undefined;
  if (result !== 'satisfied') return failed(result);
  return { kind: 'ended', result: 'skipped', detail: SATISFIED };
}

async function work(context: StepContext): Promise<Outcome> {
  if (context.step.action.kind === 'manual') return manual(context);
  const before = await holding(context);
  return before.kind === 'held' ? begin(before.context) : before.outcome;
}

async function begin(context: StepContext): Promise<Outcome> {
  const ready = await prepare(context);
  if (ready.kind === 'stop') return ready.outcome;
  if (ready.kind === 'as-wanted')
    return verified(context, { kind: 'ended', result: 'ok', backup: ready.backup });
  const refusal = await confirm(context);
  if (refusal) return refusal;
  return change(context, ready);
}

/** The action, and the proof that all is well after it. */
async function change(context: StepContext, ready: Ready): Promise<Outcome> {
  const { action, revertMs, reboots } = context.step;
  // What is written prints nothing that is kept.
  if (action.kind === 'run') context.report.mustKeep(context.outputFile);
  if (revertMs !== undefined) return changeWithRevert(context, ready);
  if (reboots) return reboot(context, ready);
  return withProof(context, await runAction(context, ready));
}

async function prepare(context: StepContext): Promise<Prepared | Ready> {
  const { action, host } = context.step;
  if (action.kind === 'put') return preparePut(context, action.file);
  await context.sessions.get(host);
  // Before it is recorded as begun: nobody may be there to give a password.
  if (needsRoot(context.step)) await context.elevator.of(host);
  return { kind: 'run' };
}

/** Of what is sent once the step has begun. */
function needsRoot({ action, verify, undo, revertMs }: PlannedStep): boolean {
  const commands = [verify, ...(revertMs === undefined ? [] : [undo])];
  if (action.kind === 'run') commands.push(action.command);
  return commands.some((command) => command?.sudo);
}

async function confirm(context: StepContext): Promise<Outcome | undefined> {
  const { step, operator, yes } = context;
  const choice = yes || !step.changing ? 'yes' : await operator.confirm(context.report.shown(step));
  if (isInterrupted(context)) return interrupted(context);
  return choice === 'yes' ? undefined : refused(context, choice, 'question');
}

async function manual(context: StepContext): Promise<Outcome> {
  const choice = await context.operator.manual(context.report.shown(context.step));
  if (isInterrupted(context)) return interrupted(context);
  if (choice !== 'yes') return refused(context, choice, 'manual');
  return verified(context, { kind: 'ended', result: 'ok', detail: 'done by hand' });
}

function refused(
  { step }: StepContext,
  choice: 'no' | 'skip' | 'abort' | undefined,
  reason: 'question' | 'manual',
): Outcome {
  const what = `step ${step.id} on ${step.host}`;
  if (choice === 'skip')
    return { kind: 'ended', result: 'skipped', detail: 'skipped by the operator' };
  if (choice === 'abort') return { kind: 'aborted', detail: `the operator gave up at ${what}` };
  const detail = choice === 'no' ? `${what} is not wanted now` : `${what} waits for a person`;
  return { kind: 'paused', reason, detail };
}
