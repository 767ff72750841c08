/**
 * Does an output look as the author said? Pure.
 *
 * The expected lines must be found in order; other lines may stand between them.
 * `…` stands for anything inside a line; a line of only `…` says so of whole lines.
 * Blanks at a line's end, CR and terminal control sequences make no difference.
 */
import { withoutSequences } from '../control-characters.ts';
import { Nearest } from './nearest.ts';

export interface Mismatch {
  /** The expected line that was not found. */
  readonly missing: string;
  /** The expected line found before it; undefined when none was. */
  readonly after?: string;
  /** Of the lines since then, the one that resembles it most. Not masked. */
  readonly closest?: string;
}

/** Of a line without end, so much is kept: its beginning is then unknown. */
const LONGEST_LINE = 1 << 20;

/** Looks for the expected lines as the output comes: what was seen isn't kept. */
export class Expectation {
  readonly #expected: readonly string[];
  #found = 0;
  #pattern: LinePattern | undefined;
  #nearest: Nearest | undefined;
  /** The last line, which has no end yet. */
  #open = '';

  constructor(expected: readonly string[]) {
    this.#expected = expected.map((line) => line.trimEnd()).filter(saysSomething);
    this.#next();
  }

  /** Takes the next output. */
  push(text: string): void {
    if (!this.#pattern) return;
    const [first = '', ...lines] = text.split(LINE_END);
    this.#open += first;
    if (this.#open.length > 2 * LONGEST_LINE) this.#open = this.#open.slice(-LONGEST_LINE);
    for (const line of lines) {
      this.#line(this.#open);
      this.#open = line;
    }
  }

  /** At the output's end: the first expected line that is missing; undefined when all were found. */
  result(): Mismatch | undefined {
    this.#line(this.#open);
    this.#open = '';
    const missing = this.#expected[this.#found];
    if (missing === undefined) return undefined;
    return { missing, after: this.#expected[this.#found - 1], closest: this.#nearest?.line };
  }

  #line(raw: string): void {
    if (!this.#pattern) return;
    const line = withoutSequences(raw).trimEnd();
    if (this.#pattern.test(line)) {
      this.#found += 1;
      this.#next();
    } else this.#nearest?.consider(line);
  }

  #next(): void {
    const line = this.#expected[this.#found];
    this.#pattern = line === undefined ? undefined : new LinePattern(line);
    this.#nearest = line === undefined ? undefined : new Nearest(line);
  }
}

/** @returns the first expected line that is missing, or undefined when all were found. */
export function mismatch(expected: readonly string[], output: string): Mismatch | undefined {
  const expectation = new Expectation(expected);
  expectation.push(output);
  return expectation.result();
}

/**
 * A lone CR rewrites its line on a terminal: what stood before it is a line of its own here.
 * One before a line end makes an empty line, which nothing is expected of.
 */
const LINE_END = /[\r\n]/;

function saysSomething(line: string): boolean {
  return line.replaceAll('…', '').trim() !== '';
}

/** A line of which `…` leaves parts open. Not a regular expression: of many `…` it may never end. */
class LinePattern {
  readonly #parts: readonly string[];

  constructor(line: string) {
    this.#parts = line.split('…');
  }

  test(line: string): boolean {
    const [first = '', ...rest] = this.#parts;
    const last = rest.pop();
    if (last === undefined) return line === first;
    if (!line.startsWith(first)) return false;
    let at = first.length;
    for (const part of rest) {
      const found = line.indexOf(part, at);
      if (found < 0) return false;
      at = found + part.length;
    }
    return line.length - last.length >= at && line.endsWith(last);
  }
}
