import { describe, expect, it } from 'vitest';
import { term, tokenize } from '../../../src/site/search/terms.ts';

describe('terms', () => {
  it.each([
    ['l’adresse 10.0.0.1, Gi0/26', ['l', 'adresse', '10.0.0.1', 'Gi0/26', 'Gi0']],
    ['port-channel', ['port-channel', 'port', 'channel']],
    ['', []],
  ])('of %s', (text, expected) => {
    expect(tokenize(text)).toEqual(expected);
  });

  it.each([
    ['redémarrer', 'redemarrage'],
    ['Équipements', 'equipement'],
    ['arrêter', 'arreter'],
  ])('%s is found by %s', (text, typed) => {
    const [indexed, asked] = [term(text), term(typed)] as [string, string];
    expect(indexed.startsWith(asked) || asked.startsWith(indexed)).toBe(true);
  });

  it('keeps words with digits whole, and leaves single letters out', () => {
    expect([term('eth0s'), term('L'), term('5')]).toEqual(['eth0s', null, '5']);
  });
});
