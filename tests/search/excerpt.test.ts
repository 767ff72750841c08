import { describe, expect, it } from 'vitest';
import { excerpt, firstMatch, marked } from '../../src/search/excerpt.ts';
import { stemmerOf } from '../../src/search/stemmers.ts';

const stem = stemmerOf('fr');
/** Found words between brackets. */
const shown = (text: string, terms: string[]) =>
  excerpt(text, terms, stem)
    .map((piece) => (piece.found ? `[${piece.text}]` : piece.text))
    .join('');

describe('an excerpt', () => {
  it.each([
    ['Il redémarre tout.', ['redemarr'], 'Il [redémarre] tout.'],
    ['interface GigabitEthernet0/26', ['gi0/26'], 'interface [GigabitEthernet0/26]'],
    ['\n\n\nUne ligne,\nune  autre.', ['autr'], 'Une ligne, une [autre].'],
    ['Du texte.', [], 'Du texte.'],
    ['Le port\u00A0: le bon\u202F?', ['port'], 'Le [port]\u00A0: le bon\u202F?'],
    ['', ['x'], ''],
  ])('of %j', (text, terms, expected) => expect(shown(text, terms)).toBe(expected));

  it('shows the stretch of a long text that has most of the words', () => {
    const filler = 'mot '.repeat(100);
    const text = `un port ${filler} le port Gi0/26 du switch ${filler}`;
    const found = shown(text, ['port', 'gi0/26', 'switch']);
    expect(found).toMatch(/^… .*\[port\] \[Gi0\/26\] du \[switch\].* …$/);
    expect(found.length).toBeLessThan(240);
  });

  it('marks a title as a whole', () =>
    expect(marked('Réseau des nœuds', ['noeud'], stem).map(({ text }) => text)).toEqual([
      'Réseau des ',
      'nœuds',
    ]));

  it('says where the first match is', () => {
    expect(firstMatch('a\nb bond2', ['bond2'], stem)).toBe(4);
    expect(firstMatch('nothing', ['bond2'], stem)).toBe(0);
  });
});
