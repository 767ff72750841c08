/** Of many lines, the one that resembles an expected one most: for whoever looks for a typo. Pure. */
import { distance } from 'fastest-levenshtein';

/** Longer lines aren't shown: a part of one could be a part of a secret. */
const LONGEST = 200;
/** Candidates that are compared in full, at the end. */
const KEPT = 8;
/** Share of a line's characters that may differ. */
const FAR = 0.6;

interface Candidate {
  readonly line: string;
  readonly score: number;
}

export class Nearest {
  readonly #wanted: string;
  #kept: Candidate[] = [];

  /** @param expected `…` in it stands for anything */
  constructor(expected: string) {
    this.#wanted = expected.trim();
  }

  /** Takes a line that doesn't match. Cheap, for there may be millions. */
  consider(line: string): void {
    const text = line.trim();
    if (text === '' || text.length > LONGEST) return;
    const score = likeness(text, this.#wanted);
    const worst = this.#kept.at(-1);
    if (score === 0 || (this.#kept.length === KEPT && worst && score <= worst.score)) return;
    if (this.#kept.some((one) => one.line === text)) return;
    this.#kept.push({ line: text, score });
    this.#kept = this.#kept.sort((a, b) => b.score - a.score).slice(0, KEPT);
  }

  /** Undefined when nothing resembles it. */
  get line(): string | undefined {
    const wanted = this.#wanted.replaceAll('…', '');
    const near = this.#kept
      .map(({ line }) => ({ line, far: distance(line, wanted) / Math.max(line.length, 1) }))
      .sort((a, b) => a.far - b.far)[0];
    return near && near.far <= FAR ? near.line : undefined;
  }
}

/** How many characters two lines share at their ends, case aside. */
function likeness(a: string, b: string): number {
  return shared(a, b, (text, at) => text.charCodeAt(at)) + shared(a, b, fromEnd);
}

function fromEnd(text: string, at: number): number {
  return text.charCodeAt(text.length - 1 - at);
}

function shared(a: string, b: string, at: (text: string, index: number) => number): number {
  const most = Math.min(a.length, b.length);
  let length = 0;
  // 0x20 is what tells ASCII letters' cases apart.
  while (length < most && (at(a, length) | 0x20) === (at(b, length) | 0x20)) length += 1;
  return length;
}
