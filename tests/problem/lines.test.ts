import { expect, it } from 'vitest';
import { textLines } from '../../src/problem/lines.ts';

const TEXT = 'ab\n\ncd';

it.each([
  [-1, 1, 1],
  [0, 1, 1],
  [2, 1, 3],
  [3, 2, 1],
  [4, 3, 1],
  [6, 3, 3],
  [99, 3, 3],
])('offset %i is %i:%i', (offset, line, column) => {
  expect(textLines(TEXT).at(offset)).toEqual({ line, column });
});

it('an empty text has one place', () => {
  expect(textLines('').at(0)).toEqual({ line: 1, column: 1 });
});
