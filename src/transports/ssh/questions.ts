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

/**
 * Answers undefined to give up that method.
 * @param isWanted false when the server has hung up before the question's turn came: then
 *   it is not asked, and the answer is undefined
 */
export type Ask = (question: Question, isWanted?: () => boolean) => Promise<string | undefined>;

/** Hosts that connect side by side ask in turn: two prompts at once would mix their answers. */
export function oneAtATime(ask: Ask): Ask {
  let last: Promise<unknown> = Promise.resolve();
  return (question, isWanted = () => true) => {
    const answer = last.then(() => (isWanted() ? ask(question) : undefined));
    last = answer.catch(() => {});
    return answer;
  };
}

// CSI, then OSC and the other strings, then two-character escapes.
const SEQUENCES =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  /\u001b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_][^\u0007\u001b]*(?:\u0007|\u001b\\)?|.)/g;

/** A host's own words, which must not move the cursor or pose as ours. */
export function plainText(text: string): string {
  return text
    .replace(SEQUENCES, '')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\n\P{C}]/gu, '')
    .trim();
}
