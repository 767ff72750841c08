import { describe, expect, it } from 'vitest';
import { inventoryPaths, pathText, resolvePath } from '../../../src/site/mdx/expressions.ts';

const CONTEXT = { hosts: { a: { name: 'a', 'x-y': 3, ports: [{ n: 1 }] } }, title: 'T' };

describe('paths of an expression', () => {
  it.each([
    ['inventory.hosts.a.name', [['hosts', 'a', 'name']]],
    ['inventory[\'hosts\']?.a["x-y"]', [['hosts', 'a', 'x-y']]],
    ['inventory.hosts[name].address', [['hosts']]],
    ['inventory.title + inventory.hosts.a.name', [['title'], ['hosts', 'a', 'name']]],
    ['f(my.inventory.x, "inventory.y", $inventory.z)', []],
    ['/* inventory.nothing */', []],
    ['inventory', []],
  ])('%s', (expression, expected) => {
    expect(inventoryPaths(expression).map(({ keys }) => keys)).toEqual(expected);
  });

  it('knows where each key stands', () => {
    const [use] = inventoryPaths('  inventory.hosts.hosts');
    expect(use?.at).toEqual([12, 18]);
  });
});

describe('following a path', () => {
  it.each([
    [['hosts', 'a', 'name'], undefined],
    [['title', 'length'], undefined],
    [['hosts', 'a', 'ports', 'map'], undefined],
    [['hosts', 'b'], 1],
    [['hosts', 'a', 'ports', '4'], 3],
    [['hosts', 'toString'], 1],
  ])('%j', (keys, missingKey) => {
    expect(resolvePath(CONTEXT, keys, new Map())?.key).toBe(missingKey);
  });

  it('says what the inventory says about a value that nobody knows', () => {
    const found = resolvePath(CONTEXT, ['hosts', 'a', 'mtu'], new Map([['hosts.a.mtu', 'to ask']]));
    expect(found?.lookup.problem.hint).toContain('to ask');
  });
});

describe('an expression that is a value', () => {
  it.each([
    ['inventory.title', 'T'],
    [" inventory.hosts.a['x-y'] ", '3'],
    ['inventory.hosts.a', undefined],
    ['inventory.title.length', undefined],
    ['inventory.title + 1', undefined],
    ['f(inventory.title)', undefined],
  ])('%s', (expression, expected) => {
    expect(pathText(CONTEXT, expression)).toBe(expected);
  });
});
