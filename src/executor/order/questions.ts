/** Questions to the operator when several hosts are under way: one at a time, and none in vain. */
import type { Operator } from '../events.ts';
import { oneAtATime } from './lanes.ts';

/**
 * An operator who is asked one thing at a time. Who waits for their turn while the run
 * is stopped elsewhere isn't asked any more: the answer stays open, the step pending.
 */
export function unlessStopped(operator: Operator, stopped: () => boolean): Operator {
  const inTurn = oneAtATime();
  let refused = false;
  const ifWanted = <T>(question: () => Promise<T | undefined>): Promise<T | undefined> =>
    inTurn(async () => (refused || stopped() ? undefined : question()));
  const ask = <T>(question: () => Promise<T | undefined>): Promise<T | undefined> =>
    ifWanted(async () => {
      const answer = await question();
      // The run learns of it a little later: who waits must not be asked in between.
      refused = answer === undefined || answer === 'no' || answer === 'abort';
      return answer;
    });
  const { password } = operator;
  return {
    ...(password && { password: (question) => ifWanted(() => password(question)) }),
    manual: (step) => ask(() => operator.manual(step)),
    confirm: (step) => ask(() => operator.confirm(step)),
    resolve: (step, verdict, detail) => ask(() => operator.resolve(step, verdict, detail)),
  };
}
