/** A search that may not come to an end. */
import { expect, it } from 'vitest';
import { matchWithin } from '../../src/transports/bounded-match.ts';

const ENDLESS = /(a+)+$/;
const endless = (length: number) => `${'a'.repeat(length)}!`;

it('finds what is there, and says when nothing is', () => {
  expect(matchWithin(/b(.)/, 'abc')?.[1]).toBe('c');
  expect(matchWithin(/x/, 'abc')).toBeNull();
});

it('is ended when it takes longer than is meant', () => {
  expect(matchWithin(ENDLESS, endless(60), 20)).toBe('too slow');
});

it('is made again when the time was not its own: a machine busy with others', () => {
  expect(matchWithin(ENDLESS, endless(22), 1, () => 0)).toBeNull();
});
