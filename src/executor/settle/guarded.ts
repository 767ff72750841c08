/** What became of a step that an earlier session guarded (`revert`, `reboots`): the host tells. */
import { ConnectError } from '../../transports/transport.ts';
import type { Outcome, StepContext } from '../context.ts';
import { goingBack } from '../revert/lines.ts';
import { Revert } from '../revert/revert.ts';
import { rebootedBy, rebootedSince } from '../step/reboot.ts';
import { UnansweredError } from '../sudo/elevator.ts';
import { asItWas, type Found, findDetached, NEVER_BEGAN } from './detached.ts';
import type { Decision } from './settle.ts';

/** Did an earlier session begin it with something around it that must be looked at too? */
export function isGuarded({ before, step }: StepContext): boolean {
  const canGoBack = before?.revert !== undefined && goingBack(step) !== undefined;
  return canGoBack || before?.boot !== undefined;
}

/** Goes on as if the session had never ended. @returns undefined when the host can't tell */
export async function settleGuarded(context: StepContext): Promise<Found | undefined> {
  const { before, decide, step } = context;
  if (decide(step, 'unknown')) return undefined;
  const was = asItWas(context);
  try {
    const found = await (before?.revert ? byRevert(was) : byBoot(was, before?.boot ?? ''));
    if (found === undefined) return undefined;
    return 'kind' in found ? { context: was, outcome: found } : { decision: found };
  } catch (error) {
    if (error instanceof ConnectError || error instanceof UnansweredError) return undefined;
    throw error;
  }
}

async function byRevert(was: StepContext): Promise<Outcome | Decision | undefined> {
  const { revert: facts = { afterMs: 0 } } = was.before ?? {};
  const deadline = Date.parse(facts.deadline ?? '') || was.clock.now() + facts.afterMs;
  const revert = new Revert(was, deadline);
  // `armed` is on disk before the change is sent.
  const acted = facts.state === undefined ? 'never' : await revertedAction(was, facts.state);
  const outcome = await revert.resume(acted, facts.state);
  return (
    outcome ?? { ...NEVER_BEGAN, detail: 'the change was never sent, and its host keeps still' }
  );
}

/** What is decided already needs no end of the command. */
function revertedAction(was: StepContext, state: string): ReturnType<typeof findDetached> {
  return state === 'armed' ? findDetached(was) : Promise.resolve(undefined);
}

async function byBoot(was: StepContext, boot: string): Promise<Outcome | Decision | undefined> {
  const outcome = await rebootedSince(was, boot);
  if (outcome) return outcome;
  const acted = await findDetached(was);
  if (acted === 'never') return NEVER_BEGAN;
  return acted && rebootedBy(was, boot, acted);
}
