import { describe, expect, it } from 'vitest';
import { allowedLines, longName } from '../../src/configs/ios.ts';

describe('allowedLines', () => {
  it.each([
    [[], []],
    [[5], ['5']],
    [[7, 5, 5], ['5,7']],
    [[1, 2], ['1,2']],
    [[1, 2, 3, 4, 7], ['1-4,7']],
    [[4094, 1, 10, 11, 12], ['1,10-12,4094']],
  ])('%j', (ids, lines) => {
    expect(allowedLines(ids)).toEqual(lines);
  });

  it('goes on with `add`, and loses nothing', () => {
    const ids = Array.from({ length: 60 }, (_, index) => 100 + 2 * index);
    const lines = allowedLines(ids);
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.slice(1).every((line) => line.startsWith('add '))).toBe(true);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(64);
    const all = lines.flatMap((line) => line.replace('add ', '').split(','));
    expect(all.map(Number)).toEqual(ids);
  });
});

describe('longName', () => {
  it.each([
    ['Gi0/26', 'GigabitEthernet0/26'],
    ['Te1/0/1', 'TenGigabitEthernet1/0/1'],
    ['Fa0/1', 'FastEthernet0/1'],
    ['GigabitEthernet0/1', 'GigabitEthernet0/1'],
    ['Xx0/1', 'Xx0/1'],
  ])('%s', (short, long) => {
    expect(longName(short)).toBe(long);
  });
});
