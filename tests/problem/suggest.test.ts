import { describe, expect, it } from 'vitest';
import { didYouMean, suggest } from '../../src/problem/suggest.ts';

describe('suggest', () => {
  it.each([
    ['adress', ['address', 'bridges'], 'address'],
    ['balance-tpc', ['balance-tcp', 'balance-slb'], 'balance-tcp'],
    ['eth9', ['eth0'], 'eth0'],
    ['mgmt', ['mgr', 'sto'], 'mgr'],
    // Nothing in common, or too far.
    ['x', ['a', 'b'], undefined],
    ['vm', ['as'], undefined],
    ['stockage', ['management'], undefined],
    ['anything', [], undefined],
  ])('%s among %j', (typed, known, expected) => {
    expect(suggest(typed, known)).toBe(expected);
  });
});

describe('didYouMean', () => {
  it.each([
    ['adress', ['address'], 'did you mean "address"?'],
    ['zzz', ['mtu', 'speed'], 'known: mtu, speed'],
    ['zzz', [], 'none is declared'],
  ])('%s among %j', (typed, known, expected) => {
    expect(didYouMean(typed, known)).toBe(expected);
  });

  it('lists a dozen names at most', () => {
    const many = Array.from({ length: 50 }, (_, index) => `name-number-${index}`);
    expect(didYouMean('zzz', many).split(',')).toHaveLength(12);
  });
});
