import MiniSearch from 'minisearch';
import { describe, expect, it } from 'vitest';
import { excerpt } from '../../../src/site/search/excerpt.ts';
import { searchDocuments } from '../../../src/site/search/extract.ts';
import { INDEX_OPTIONS } from '../../../src/site/search/index-options.ts';

const HTML = `<html><body><nav>menu</nav><main>
<h1 id="_top">Réseau</h1><p>Les hyperviseurs redémarrent.</p>
<h2 id="vlan">VLAN</h2><a class="sl-anchor-link" href="#vlan">x</a>
<table><tr><th>a</th><td>172.22.5.5</td></tr></table>
<h3 id="empty">Vide</h3><script>no()</script>
</main></body></html>`;

describe('what can be searched in a page', () => {
  it('is its text by section, without the menu', () => {
    expect(searchDocuments(HTML, '/reseau/')).toEqual([
      { id: '/reseau/', title: 'Réseau', heading: '', text: 'Les hyperviseurs redémarrent.' },
      { id: '/reseau/#vlan', title: 'Réseau', heading: 'VLAN', text: 'a 172.22.5.5' },
      { id: '/reseau/#empty', title: 'Réseau', heading: 'Vide', text: '' },
    ]);
  });

  it.each([
    ['redemarrer', ['/reseau/']],
    ['hyperviseur', ['/reseau/']],
    ['172.22.5.5', ['/reseau/#vlan']],
    ['172.22.5.6', []],
    ['menu', []],
  ])('%s', (query, expected) => {
    const index = new MiniSearch(INDEX_OPTIONS);
    index.addAll(searchDocuments(HTML, '/reseau/'));
    expect(index.search(query).map(({ id }) => id)).toEqual(expected);
  });
});

describe('an excerpt', () => {
  it('marks what was found, in the text as it is written', () => {
    expect(excerpt('Il redémarre tout.', ['redemarr'])).toEqual([
      { text: 'Il ', found: false },
      { text: 'redémarre', found: true },
      { text: ' tout.', found: false },
    ]);
  });

  it('begins near the first match of a long text', () => {
    const pieces = excerpt(`${'mot '.repeat(100)}cible ${'mot '.repeat(100)}`, ['cibl']);
    expect(pieces[0]?.text).toBe('… ');
    expect(pieces.find(({ found }) => found)?.text).toBe('cible');
    expect(pieces.at(-1)?.text).toBe(' …');
  });

  it('shows the beginning when only the title matched', () => {
    expect(excerpt('Du texte.', [])).toEqual([{ text: 'Du texte.', found: false }]);
  });
});
