import { beforeAll, describe, expect, it } from 'vitest';
import { syntheticInventory } from '../../scripts/bench/synthetic-inventory.ts';
import { edges, things } from '../../src/diagrams/graph.ts';
import { type DiagramSource, diagramSources } from '../../src/diagrams/sources.ts';
import { parseInventory } from '../../src/inventory/parse.ts';
import type { Inventory } from '../../src/inventory/schema.ts';

function synthetic(hosts: number): Inventory {
  const parsed = parseInventory(syntheticInventory(hosts));
  if (!parsed.ok) throw new Error('not a valid inventory');
  return parsed.loaded.inventory;
}

const names = (sources: readonly DiagramSource[]) => sources.map(({ name }) => name);

describe('an inventory of ten hosts', () => {
  it('has one drawing of each kind, and one for each host', () => {
    const all = names(diagramSources(synthetic(10)));
    expect(all.filter((name) => !name.startsWith('network-'))).toEqual([
      'physical',
      'storage',
      'cluster',
      'reverse-proxy',
    ]);
    expect(all.filter((name) => name.startsWith('network-'))).toHaveLength(10);
  });
});

describe('an inventory of three hundred hosts', () => {
  let inventory: Inventory;
  let sources: DiagramSource[];
  beforeAll(() => {
    inventory = synthetic(300);
    sources = diagramSources(inventory);
  });

  it('has a drawing for each switch, and an overview that leads to them', () => {
    const switches = Object.keys(inventory.switches);
    expect(switches.length).toBe(25);
    expect(names(sources)).toEqual(
      expect.arrayContaining(['physical', ...switches.map((name) => `physical-${name}`)]),
    );
    const overview = sources.find(({ name }) => name === 'physical')!;
    expect(things(overview.parts).map(({ href }) => href)).toEqual(
      switches.map((name) => `/inventory/diagrams/physical-${name}/`),
    );
  });

  it('draws each cable on one of them', () => {
    const drawn = sources
      .filter(({ name }) => name.startsWith('physical-'))
      .flatMap(({ parts }) => edges(parts).map(({ from, to }) => `${from} ${to}`));
    expect(drawn).toHaveLength(inventory.cables.length);
    expect(new Set(drawn).size).toBe(inventory.cables.length);
  });

  it('has none with more boxes than can be read', () => {
    for (const { name, parts } of sources) {
      expect(things(parts).length, name).toBeLessThanOrEqual(160);
    }
  });

  it('leaves the inside of each host to its own page', () => {
    expect(names(sources).filter((name) => name.startsWith('network-'))).toEqual([]);
  });
});
