import { expect, it } from 'vitest';
import { sinceWhen } from '../../src/cli/when.ts';

const NOW = new Date(2026, 6, 14, 9, 12);

it.each([
  ['2026-07-13', new Date(2026, 6, 13)],
  ['2026-07-13 08:30', new Date(2026, 6, 13, 8, 30)],
  ['2026-07-13T08:30', new Date(2026, 6, 13, 8, 30)],
  ['90m', new Date(2026, 6, 14, 7, 42)],
  ['2h', new Date(2026, 6, 14, 7, 12)],
  ['3d', new Date(NOW.getTime() - 3 * 86_400_000)],
])('"%s" is a moment', (given, expected) => {
  expect(sinceWhen(given, NOW)).toEqual(expected);
});

it.each(['yesterday', '2026-02-30', '2026-7-1', '2026-07-13 25:00', '', '3w'])(
  '"%s" is refused, with what is taken',
  (given) => {
    expect(() => sinceWhen(given, NOW)).toThrow(/is not a moment/);
  },
);

it('nothing means any time', () => {
  expect(sinceWhen(undefined, NOW)).toBeUndefined();
});
