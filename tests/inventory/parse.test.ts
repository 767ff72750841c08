/** What a sound inventory becomes; errors have their own fixtures. */
import { describe, expect, it } from 'vitest';
import type { LoadedInventory, Path } from '../../src/inventory/loaded.ts';
import { parseInventory } from '../../src/inventory/parse.ts';
import { formatPlace, formatProblem } from '../../src/problem/problem.ts';

function load(files: Record<string, string>): LoadedInventory {
  const parsed = parseInventory(Object.entries(files).map(([path, text]) => ({ path, text })));
  if (!parsed.ok) throw new Error(parsed.problems.map(formatProblem).join('\n'));
  return parsed.loaded;
}

const FILES = {
  'a.yaml': `title: Places
hosts:
  node1:
    title: Node 1
    nics: { eth0: { mtu: 9000 } }
    roles:
      - hypervisor
      - storage
cables:
  - { a: 'node1:eth0', b: 'node2:eth0' }
`,
  'b.yaml': `# A second file
hosts:
  node2: { nics: { eth0: {}, eth1: {} } }
cables:
  - a: 'node2:eth1'
    b: 'sw1:Gi0/1'
`,
  'c.yaml': `switches: { sw1: { ports: { Gi0/1: {} } } }
sites:
`,
  'd.yaml': '# Nothing but a remark\n',
};

describe('parseInventory', () => {
  const { inventory, placeOf } = load(FILES);

  it('merges by name, concatenates lists, fills in defaults', () => {
    expect(Object.keys(inventory.hosts)).toEqual(['node1', 'node2']);
    expect(inventory.cables.map(({ b }) => b)).toEqual(['node2:eth0', 'sw1:Gi0/1']);
    expect(inventory.sites).toEqual({});
    expect(inventory.hosts.node2?.roles).toEqual([]);
  });

  it.each<[string, Path, string]>([
    ['a scalar at its value', ['hosts', 'node1', 'title'], 'a.yaml:4:12'],
    ['a mapping at its key', ['hosts', 'node1', 'nics'], 'a.yaml:5:5'],
    ['inside braces', ['hosts', 'node1', 'nics', 'eth0', 'mtu'], 'a.yaml:5:26'],
    ['an item of a list', ['hosts', 'node1', 'roles', 1], 'a.yaml:8:9'],
    ['a name from another file', ['hosts', 'node2'], 'b.yaml:3:3'],
    ['an item of a merged list', ['cables', 1, 'b'], 'b.yaml:6:8'],
    ['an item of a merged list, whole', ['cables', 1], 'b.yaml:5:5'],
    ['a default, at its nearest ancestor', ['hosts', 'node2', 'ssh', 'user'], 'b.yaml:3:3'],
    ['a name with a slash', ['switches', 'sw1', 'ports', 'Gi0/1'], 'c.yaml:1:29'],
    ['a name that is not there', ['hosts', 'node9', 'title'], 'a.yaml:2:1'],
    ['a section that is not there', ['storages', 'x'], 'a.yaml:1:1'],
    ['the root', [], 'a.yaml:1:1'],
  ])('places %s', (_, path, expected) => {
    expect(formatPlace(placeOf(path))).toBe(expected);
  });

  it('follows aliases and merge keys', () => {
    const { inventory: aliased, placeOf: aliasedPlace } = load({
      'a.yaml': `title: Aliases
hosts:
  node1: &node
    nics: { eth0: {} }
    roles: &roles [hypervisor]
  node2:
    <<: *node
    title: Node 2
    roles: *roles
`,
    });
    expect(aliased.hosts.node2).toMatchObject({ title: 'Node 2', roles: ['hypervisor'] });
    expect(Object.keys(aliased.hosts.node2?.nics ?? {})).toEqual(['eth0']);
    expect(formatPlace(aliasedPlace(['hosts', 'node2', 'roles', 0]))).toBe('a.yaml:5:20');
  });

  it('refuses aliases that unfold without end', () => {
    const levels = Array.from({ length: 9 }, (_, level) =>
      level === 0 ? 'x0: &x0 [a]' : `x${level}: &x${level} [${`*x${level - 1}, `.repeat(9)}]`,
    );
    const parsed = parseInventory([{ path: 'a.yaml', text: `${levels.join('\n')}\n` }]);
    expect(parsed.ok ? [] : parsed.problems.map(({ rule }) => rule)).toContain('inventory-syntax');
  });

  it.each(['constructor', '__proto__'])('takes no name of Object: %s', (name) => {
    const parsed = parseInventory([
      { path: 'a.yaml', text: `title: Odd\nhosts: { ${name}: { polluted: true } }\n` },
    ]);
    expect(parsed.ok ? 'taken' : 'refused').toBe('refused');
    expect(({} as { polluted?: boolean }).polluted).toBe(undefined);
  });

  it('keeps problems plain data', () => {
    const parsed = parseInventory([{ path: 'a.yaml', text: 'hosts: 5\n' }]);
    expect(parsed.ok).toBe(false);
    if (!parsed.ok) expect(JSON.parse(JSON.stringify(parsed.problems))).toEqual(parsed.problems);
  });
});
