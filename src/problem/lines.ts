/** Offsets in a text → lines and columns, both from 1. Pure. */
import type { Place } from './problem.ts';

/** A text's lines, to ask for many places. */
export interface TextLines {
  /** An offset beyond the text stands for its end. */
  at(offset: number): Pick<Place, 'line' | 'column'>;
}

/** Lines end with LF, as in an editor, whatever a parser takes for an end of line. */
export function textLines(text: string): TextLines {
  const starts = [0];
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1))
    starts.push(end + 1);
  return {
    at(offset) {
      const inside = Math.min(Math.max(offset, 0), text.length);
      const line = lastUpTo(starts, inside);
      return { line: line + 1, column: inside - (starts[line] as number) + 1 };
    },
  };
}

/** Index of the last of some ascending numbers that isn't greater; the first is not. */
function lastUpTo(numbers: readonly number[], limit: number): number {
  let [low, high] = [0, numbers.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] as number) <= limit) low = middle;
    else high = middle;
  }
  return low;
}
