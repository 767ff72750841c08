/**
 * Replies to the prompts of a command. Pure.
 *
 * Each answer is used once, and any answer not used yet may be next: an optional
 * question (a host key to confirm) doesn't block the ones after it, and a prompt that
 * comes back because the reply was refused is not answered for ever. An author who
 * expects the same question twice writes it twice.
 */
import type { Answer } from './transport.ts';

/** Terminal control sequences (ECMA-48 CSI and OSC), which would hide a prompt's text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they begin with ESC
const CONTROL = /\u001b\[[0-?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)/g;
/** What is remembered of the output; a prompt is short. */
const MEMORY = 16_384;

export class Prompter {
  readonly #left: Answer[];
  #since = '';

  constructor(answers: readonly Answer[]) {
    this.#left = [...answers];
  }

  /** Takes the next output; returns the replies to type, each without its end of line. */
  feed(text: string): string[] {
    this.#since = (this.#since + text).slice(-MEMORY);
    const replies: string[] = [];
    for (let reply = this.#next(); reply !== undefined; reply = this.#next()) replies.push(reply);
    return replies;
  }

  #next(): string | undefined {
    const seen = this.#since.replaceAll(CONTROL, '');
    for (const [index, answer] of this.#left.entries()) {
      // A fresh RegExp: a `g` or `y` flag keeps a position between calls.
      const found = new RegExp(answer.prompt.source, answer.prompt.flags.replace(/[gy]/g, '')).exec(
        seen,
      );
      if (!found) continue;
      this.#left.splice(index, 1);
      this.#since = seen.slice(found.index + found[0].length);
      return answer.reply;
    }
    return undefined;
  }
}
