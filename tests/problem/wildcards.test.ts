import { describe, expect, it } from 'vitest';
import { matchesWildcards } from '../../src/problem/wildcards.ts';

describe('wildcards', () => {
  it.each([
    ['', '', true],
    ['', 'a', false],
    ['*', '', true],
    ['web*', 'web1', true],
    ['*1', 'web1', true],
    ['w*b*1', 'web-b-1', true],
    ['w*b*1', 'web-b-2', false],
    ['web?', 'web', false],
    ['web?', 'web1', true],
    ['?', '😀', true],
    ['**?', 'a', true],
    ['a.c', 'abc', false],
    ['*aab', 'aaab', true],
    ['a*b*c', 'abbbc', true],
    ['*.*', 'a\nb.c', true],
  ])('%s and %s: %s', (pattern, text, match) => {
    expect(matchesWildcards(pattern, text)).toBe(match);
  });

  it('ends, however many stars there are', () => {
    expect(matchesWildcards(`${'*a'.repeat(40)}b`, 'a'.repeat(5_000))).toBe(false);
  });
});
