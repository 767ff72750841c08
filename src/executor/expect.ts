/**
 * Does an output look as the author said? Pure.
 *
 * The expected lines must be found in order; other lines may stand between them.
 * `…` stands for anything inside a line; a line of only `…` says so of whole lines.
 * Blanks at a line's end, CR and terminal control sequences make no difference.
 */
import { withoutSequences } from './control-characters.ts';

export interface Mismatch {
  /** The expected line that was not found. */
  readonly missing: string;
  /** The expected line found before it; undefined when none was. */
  readonly after?: string;
}

/** @returns the first expected line that is missing, or undefined when all were found. */
export function mismatch(expected: readonly string[], output: string): Mismatch | undefined {
  const lines = outputLines(output);
  let from = 0;
  let after: string | undefined;
  for (const missing of expected.map((line) => line.trimEnd()).filter(saysSomething)) {
    const pattern = linePattern(missing);
    const found = lines.findIndex((line, index) => index >= from && pattern.test(line));
    if (found === -1) return { missing, after };
    from = found + 1;
    after = missing;
  }
  return undefined;
}

/** A lone CR rewrites its line on a terminal: what stood before it is a line of its own here. */
function outputLines(output: string): string[] {
  return withoutSequences(output)
    .split(/\r*\n|\r/)
    .map((line) => line.trimEnd());
}

function saysSomething(line: string): boolean {
  return line.trim() !== '' && line.trim() !== '…';
}

function linePattern(line: string): RegExp {
  return new RegExp(`^${line.split('…').map(literally).join('.*')}$`, 'u');
}

function literally(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
