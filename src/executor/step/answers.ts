/** A plan's answers → a transport's. */
import type { PlannedAnswer } from '../../plan/model.ts';
import type { Answer } from '../../transports/transport.ts';

/** `^` and `$` in a prompt match at each line: what came before it on the screen doesn't matter. */
export function transportAnswers(planned: readonly PlannedAnswer[]): Answer[] {
  return planned.map(({ prompt, reply }) => ({ prompt: new RegExp(prompt, 'm'), reply }));
}
