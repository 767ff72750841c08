import { expect, it } from 'vitest';
import { cut, tableLines, widthOf } from '../../src/cli/table.ts';

const columns = [{ label: 'A' }, { label: 'N', align: 'right' as const }, { label: 'TEXT' }];

it('pads columns to their content, without trailing spaces', () => {
  expect(
    tableLines(columns, [
      ['long', '1', 'x'],
      ['é', '10', ''],
    ]),
  ).toEqual(['A      N  TEXT', 'long   1  x', 'é     10']);
});

it('does not count colours', () => {
  expect(widthOf('\u001b[31mred\u001b[0m')).toBe(3);
  const [, first, second] = tableLines(
    [{ label: 'A' }, { label: 'B' }],
    [
      ['\u001b[31mred\u001b[0m', 'x'],
      ['plain', 'y'],
    ],
  );
  expect(first?.indexOf('x')).toBe('\u001b[31mred\u001b[0m'.length + 4);
  expect(second).toBe('plain  y');
});

it('cuts the last column to the width of the terminal', () => {
  const lines = tableLines(columns, [['a', '1', 'a sentence that is too long']], undefined, 24);
  expect(lines[1]).toBe('a  1  a sentence that i…');
  expect(cut('short', 10)).toBe('short');
});

it('has as many rows as there are', () => {
  const rows = Array.from({ length: 200_000 }, (_, at) => [String(at)]);
  expect(tableLines([{ label: 'A' }], rows)).toHaveLength(200_001);
});
