import { describe, expect, it } from 'vitest';
import { expressionText } from '../../../src/search/mdx/expressions.ts';
import { readLine, readProse } from '../../../src/search/mdx/prose.ts';
import { frenchSpaces } from '../../../src/views/typography.ts';

const VALUES = {
  hosts: { node1: { address: '192.0.2.1', title: 'Node 1', mtu: 9000 }, 'eth0.997': { up: 1 } },
};

const READING = { values: VALUES, typeset: frenchSpaces };

describe('the text of a page', () => {
  it.each([
    ['**gras** et *penché*, `co*de*`', 'gras et penché, co*de*'],
    ['un_nom_long et 2 * 3 * 4', 'un_nom_long et 2 * 3 * 4'],
    ['[Réseau](/reseau/#lacp) et [`code`](/a_(b)/ "titre")', 'Réseau et code'],
    ['![image](/a.png)', 'image'],
    ['<a href="https://example.org/">ici</a>', 'ici'],
    ['un < deux et `<node>`', 'un < deux et <node>'],
    ['avant {/* remarque */} après', 'avant  après'],
    ['\\{ pas une expression \\}', '{ pas une expression }'],
    ['adresse {inventory.hosts.node1.address}.', 'adresse 192.0.2.1.'],
    ['<Aside type="tip" title="Attention">\nlire\n</Aside>', 'Attention. \nlire\n'],
    ['| a | b |\n|---|---|\n| `x` | {inventory.hosts.node1.mtu} |', 'a · b\n\nx · 9000'],
    ['- un\n- deux\n1. trois\n> quatre', 'un\ndeux\ntrois\nquatre'],
    ['Attention !', 'Attention\u202F!'],
    ['``un ` deux``', 'un ` deux'],
  ])('%j → %j', (raw, expected) => expect(readProse(raw, READING).text).toBe(expected));

  it('keeps each line where it is', () => {
    const raw = 'a\n<Table\n  view="x"\n/>\n{/* b\n c */}\nfin';
    const { text, components } = readProse(raw, READING, 10);
    expect(text.split('\n')[6]).toBe('fin');
    expect(components).toEqual([{ name: 'Table', attributes: { view: 'x' }, line: 11 }]);
  });

  it('of a heading keeps its number', () => {
    expect(readLine('1. Un site', READING)).toBe('1. Un site');
    expect(readLine('2) *Deux*', READING)).toBe('2) Deux');
  });

  it('of a heading is one line', () =>
    expect(readLine(' `Gi0/26` : le port ', READING)).toBe('Gi0/26\u00A0: le port'));
});

describe('an expression', () => {
  it.each([
    ['inventory.hosts.node1.title', 'Node 1'],
    ["inventory.hosts['node1'].mtu", '9000'],
    ['inventory.hosts["eth0.997"].up', '1'],
    ['inventory.hosts.node1.mtu - 28', '8972'],
    ['inventory.hosts.node1.title.toLowerCase()', 'node 1'],
    ["'texte'", 'texte'],
    ['inventory.hosts.node1', ''],
    ['inventory.hosts.node9.title', ''],
    ['inventory.hosts.constructor.name', ''],
    ['inventory.hosts.node1.title.slice(1)', ''],
    ['1 + 1', ''],
    ['', ''],
  ])('%s → “%s”', (expression, expected) =>
    expect(expressionText(VALUES, expression)).toBe(expected),
  );
});
