import { expect, it } from 'vitest';
import { parseDuration } from '../../src/runbook/duration.ts';

it.each([
  ['500ms', 500],
  ['90s', 90_000],
  ['2m', 120_000],
  ['1h', 3_600_000],
  ['1.5s', 1500],
  ['0s', 0],
  ['90', undefined],
  ['2 m', undefined],
  ['-1s', undefined],
  ['1d', undefined],
  ['596h', 2_145_600_000],
  ['597h', undefined],
  [`${'9'.repeat(400)}s`, undefined],
  ['', undefined],
])('%s is %s ms', (text, milliseconds) => {
  expect(parseDuration(text)).toBe(milliseconds);
});
