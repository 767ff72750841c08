/** What became of a step that an earlier session guarded: the host tells. */
import { ConnectError } from '../transports/transport.ts';
import type { Outcome, StepContext } from './context.ts';
import { UnansweredError } from './elevator.ts';
import { rebootedSince } from './reboot.ts';
import { Revert } from './revert.ts';
import { goingBack } from './revert-lines.ts';
import type { Decision } from './settle.ts';

/** How the step ended, or what to do about it; neither when the host can't tell. */
export interface Guarded {
  readonly outcome?: Outcome;
  readonly decision?: Decision;
}

/** Asks about `revert` and `reboots`, when an earlier session had begun such a step. */
export async function settleGuarded(context: StepContext): Promise<Guarded> {
  const { before, decide, step } = context;
  if (!before || decide(step, 'unknown')) return {};
  try {
    if (before.revert && goingBack(step)) return await settleRevert(context);
    if (before.boot === undefined) return {};
    const outcome = await rebootedSince(context, before.boot);
    return outcome ? { outcome } : {};
  } catch (error) {
    if (error instanceof ConnectError || error instanceof UnansweredError) return {};
    throw error;
  }
}

async function settleRevert(context: StepContext): Promise<Guarded> {
  const { attempts = 0, revert: facts = { afterMs: 0 } } = context.before ?? {};
  const armedAt = Date.parse(facts.deadline ?? '') || context.clock.now() + facts.afterMs;
  const outcome = await new Revert(context, attempts, armedAt).resume(facts);
  if (outcome) return { outcome };
  const detail = 'the change was never sent, and its host does not go back';
  return { decision: { by: 'reattach', choice: 'rerun', detail } };
}
