import { describe, expect, it } from 'vitest';
import { frenchSpaces } from '../../src/views/typography.ts';

/** Shown as `_` and `~` below, so that the table can be read. */
const visible = (text: string) => text.replaceAll('\u00A0', '_').replaceAll('\u202F', '~');

describe('French spaces', () => {
  it.each([
    ['Attention : oui', 'Attention_: oui'],
    ['Quoi ? Non !', 'Quoi~? Non~!'],
    ['a ; b', 'a~; b'],
    ['le « mot » juste', 'le «_mot_» juste'],
    ['10 Go, 5 %, 30 s', '10_Go, 5_%, 30_s'],
    ['≤ 200 Mio, 0,4 ×, 20 ko, 2 h', '≤_200_Mio, 0,4_×, 20_ko, 2_h'],
    ['3 séries, 2 hôtes, 1 minute', '3 séries, 2 hôtes, 1 minute'],
    ['http://x:80 et 10:30', 'http://x:80 et 10:30'],
    ['sans espace: rien', 'sans espace: rien'],
    ['', ''],
  ])('%s', (text, expected) => {
    expect(visible(frenchSpaces(text))).toBe(expected);
  });

  it('changes nothing the second time', () => {
    const once = frenchSpaces('« Quoi : ça ! » 5 %');
    expect(frenchSpaces(once)).toBe(once);
  });
});
