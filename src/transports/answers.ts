/**
 * Replies to the prompts of a command. Pure.
 *
 * Each answer is used once, and any answer not used yet may be next: an optional
 * question (a host key to confirm) doesn't block the ones after it, and a prompt that
 * comes back because the reply was refused is not answered for ever. An author who
 * expects the same question twice writes it twice.
 */
import { matchWithin } from './bounded-match.ts';
import type { Answer, Patience } from './transport.ts';

/** Terminal control sequences (ECMA-48 CSI and OSC), which would hide a prompt's text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they begin with ESC
const CONTROL = /\u001b\[[0-?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)/g;
/** What is remembered of the output; a prompt is short. */
const MEMORY = 16_384;

export class Prompter {
  readonly #left: Answer[];
  #since = '';
  /** The last line, as long as it has no end. */
  #open = '';
  /** No line has ended since the last reply. */
  #replied = false;
  #tooSlow: string | undefined;

  constructor(answers: readonly Answer[]) {
    // A fresh RegExp: a `g` or `y` flag keeps a position between calls.
    this.#left = answers.map(({ prompt, reply }) => ({
      prompt: new RegExp(prompt.source, prompt.flags.replace(/[gy]/g, '')),
      reply,
    }));
  }

  /** Takes the next output; returns the replies to type, each without its end of line. */
  feed(text: string): string[] {
    this.#since = (this.#since + text).slice(-MEMORY);
    this.#follow(text);
    const replies: string[] = [];
    for (let reply = this.#next(); reply !== undefined; reply = this.#next()) replies.push(reply);
    return replies;
  }

  /** The line that is open: a prompt that no answer fits looks so. Without control sequences. */
  get open(): OpenLine {
    const text = this.#open.replaceAll(CONTROL, '').replaceAll(/^.*\r(?=[^\r])/gs, '');
    return { text: text.replaceAll('\r', ''), afterReply: this.#replied };
  }

  /** The pattern that could not be looked for in good time, if any: nothing is answered any more. */
  get tooSlow(): string | undefined {
    return this.#tooSlow;
  }

  #follow(text: string): void {
    const end = text.lastIndexOf('\n');
    if (end !== -1) this.#replied = false;
    this.#open = end === -1 ? (this.#open + text).slice(-MEMORY) : text.slice(end + 1);
  }

  #next(): string | undefined {
    if (this.#tooSlow !== undefined) return undefined;
    const seen = this.#since.replaceAll(CONTROL, '');
    for (const [index, answer] of this.#left.entries()) {
      const found = matchWithin(answer.prompt, seen);
      if (found === null) continue;
      if (found === 'too slow') {
        this.#tooSlow = answer.prompt.source;
        return undefined;
      }
      this.#left.splice(index, 1);
      this.#since = seen.slice(found.index + found[0].length);
      this.#open = '';
      this.#replied = true;
      return answer.reply;
    }
    return undefined;
  }
}

/** A last line without its end. */
export interface OpenLine {
  readonly text: string;
  /** It may be the rest of a prompt that was answered: no line has ended since. */
  readonly afterReply: boolean;
}

export const PATIENCE: Patience = { likely: 10_000, possible: 60_000 };

/** Asks for something by name, asks a question, or offers a choice or a default in brackets. */
const LIKELY = [
  /(?:pass(?:word|phrase|code)|\bpin\b|user ?name|login|(?:verification|one-time) (?:code|password)|\botp\b)[^\n]*[:?]\s*$/i,
  /\?\s*$/,
  /(?:\[[^\]]+\]|\([^)]*[/|][^)]*\))\s*[:?>]?\s*$/,
  /\b(?:press|hit|type)\b[^\n]*\b(?:key|enter|return)\b/i,
];
/** What many prompts, and some reports of progress, end in. */
const POSSIBLE = /[:>#$]\s*$/;
/** A counter or a bar in brackets, a share, dots: something is under way. */
const PROGRESS = /\d\s*%|\.{2,}\s*$|…\s*$|\[[#=\-.> ]+\]\s*$|\[?\d+\/\d+\]?\s*$/;

/**
 * How long to wait for more before this line is taken for a prompt, in ms; undefined for
 * what doesn't look like one. Rather too patient than a slow command killed: what fits no
 * rule is left to the step's timeout.
 */
export function patienceFor(line: OpenLine, patience: Patience = PATIENCE): number | undefined {
  const { text, afterReply } = line;
  if (text.trim() === '' || PROGRESS.test(text)) return undefined;
  if (LIKELY.some((form) => form.test(text)))
    return afterReply ? patience.possible : patience.likely;
  return POSSIBLE.test(text) ? patience.possible : undefined;
}
