/** What is found, and in which order, in a few documents. */
import { describe, expect, it } from 'vitest';
import type { Kind, SearchDocument } from '../../src/search/document.ts';
import { createEngine, createEngineInPieces } from '../../src/search/engine.ts';
import { stemmerOf } from '../../src/search/stemmers.ts';

const stem = stemmerOf('fr');

function document(id: string, kind: Kind, heading: string, text: string): SearchDocument {
  return { id, title: kind === 'page' && heading === '' ? text : 'Réseau', heading, text, kind };
}

const DOCUMENTS = [
  document('page', 'page', '', 'Réseau des hyperviseurs'),
  document('section', 'page', 'Adresses', 'node1 a 192.0.2.5, et node3 192.0.2.58.'),
  document('row1', 'inventory', '192.0.2.5 · node1', 'Adresse : 192.0.2.5'),
  document('row2', 'inventory', '192.0.2.58 · node3', 'Adresse : 192.0.2.58'),
  document('step', 'step', 'Redémarrer', 'ping 192.0.2.5\nsystemctl restart networking'),
  document('config', 'config', 'iface mgr', 'address 192.0.2.5/24'),
];
const engine = createEngine(DOCUMENTS, stem);
const ids = (query: string, typing?: boolean) =>
  engine.search(query, typing).hits.map(({ document: { id } }) => id);

describe('the order of hits', () => {
  it('has the exact identifier before those that begin so, its row before mentions', () => {
    const found = ids('192.0.2.5');
    expect(found[0]).toBe('row1');
    expect(found.at(-1)).toBe('row2');
    expect(found.slice(1, -1).sort()).toEqual(['config', 'section', 'step']);
  });

  it('has a page before the sections that mention the word', () =>
    expect(ids('réseau')[0]).toBe('page'));
});

describe('a query', () => {
  it.each([
    ['192.0.2', ['row1', 'row2']],
    ['192.0.2.58', ['row2', 'section']],
  ])('%s finds addresses that begin so', (query, expected) =>
    expect(ids(query)).toEqual(expect.arrayContaining(expected)),
  );

  it('needs all its words, but for those that say nothing', () => {
    expect(ids('redémarrer le réseau')).toEqual(['step']);
    expect(ids('redémarrer licorne')).toEqual([]);
    expect(ids('https://192.0.2.58/')).toEqual(['row2', 'section']);
  });

  it('takes its last word for a beginning while it is typed', () => {
    expect(ids('hyperv')).toEqual(['page']);
    expect(ids('192.0.2.5 hyper')).toEqual([]);
  });

  it('that is typed to its end takes a whole address for itself only', () => {
    expect(ids('192.0.2.5', false)).not.toContain('row2');
    expect(ids('192.0.2', false)).toContain('row2');
    expect(ids('hyperv', false)).toEqual(['page']);
  });

  it('forgives a slip in a word, never in what holds a digit', () => {
    const slip = engine.search('hyprviseur');
    expect(slip.corrected).toBe(true);
    expect(slip.hits.map((hit) => hit.document.id)).toEqual(['page']);
    expect(ids('192.0.2.6')).toEqual([]);
    expect(ids('nodee1')).toEqual([]);
    expect(engine.search('hyperviseur').corrected).toBe(false);
  });

  it.each(['', '   ', '!?', 'd’'])('of nothing (“%s”) finds nothing', (query) =>
    expect(ids(query)).toEqual([]),
  );

  it.each(['"', '\\', '((', '*', '__proto__', 'constructor', 'a'.repeat(5000)])(
    'of anything (%j) is answered',
    (query) => expect(Array.isArray(ids(query))).toBe(true),
  );
});

it('finds the same when it is built in pieces', async () => {
  const pieces = await createEngineInPieces(DOCUMENTS, stem);
  for (const query of ['192.0.2.5', 'réseau', 'hyprviseur'])
    expect(pieces.search(query)).toEqual(engine.search(query));
});
