/** A plan's answers → a transport's. */
import type { PlannedAnswer } from '../plan/model.ts';
import type { Answer } from '../transports/transport.ts';

/** Prompts are regular expressions, matched without regard to line starts other than with `^`/`$` by line. */
export function transportAnswers(planned: readonly PlannedAnswer[]): Answer[] {
  return planned.map(({ prompt, reply }) => ({ prompt: new RegExp(prompt, 'm'), reply }));
}
