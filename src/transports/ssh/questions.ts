/** What only the operator can answer, one question at a time. */

/** Answers are secrets, unless `echo`. */
export interface Question {
  readonly kind: 'passphrase' | 'password' | 'keyboard-interactive';
  /** Name of the target. */
  readonly target: string;
  /** What to show, without the final space. May have several lines; holds no control characters. */
  readonly text: string;
  readonly echo: boolean;
}

/** Answers undefined to give up that method. */
export type Ask = (question: Question) => Promise<string | undefined>;

/** Hosts that connect side by side ask in turn: two prompts at once would mix their answers. */
export function oneAtATime(ask: Ask): Ask {
  let last: Promise<unknown> = Promise.resolve();
  return (question) => {
    const answer = last.then(() => ask(question));
    last = answer.catch(() => {});
    return answer;
  };
}

/** A host's own words, which must not move the cursor or pose as ours. */
export function plainText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\n\P{C}]/gu, '')
    .trim();
}
