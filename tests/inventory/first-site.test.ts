/** The committed inventory: no error, and all that is known to be wrong with its source. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lint } from '../../src/inventory/lint.ts';
import { loadInventory } from '../../src/inventory/load-fs.ts';
import { parsePath, valueAt } from '../../src/inventory/path.ts';

const loaded = loadInventory(join(import.meta.dirname, '../..'));
const { inventory } = loaded;
const problems = lint(loaded);

describe('the committed inventory', () => {
  it('has no error', () => {
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it.each([
    ['coverage', 'proxima has no known cable for management (mgr)'],
    ['coverage', 'proxima has no known cable for storage (sto)'],
    ['coverage', 'camille reaches the storage by one path only (sto)'],
    ['coverage', 'nikita reaches the storage by one path only (sto)'],
    ['storage-chain', "VM-SAN-Reloaded begins with VM-, but guests don't use its LUNs directly"],
    ['address-plan', '172.22.0.115 (lien avec Laetitia) is waited for, but no device has it'],
    ['quorum', 'lyoko-cluster: 3 votes, quorum at 2: survives the loss of 1 node'],
  ])('lint finds (%s) %s', (rule, message) => {
    expect(problems.map((problem) => [problem.rule, problem.message])).toContainEqual([
      rule,
      message,
    ]);
  });

  it('records where the source contradicts itself, each at the value that was kept', () => {
    const recorded = problems.filter(({ rule }) => rule === 'contradiction');
    expect(recorded).toHaveLength(inventory.contradictions.length);
    for (const { path } of inventory.contradictions)
      expect([path, valueAt(inventory, parsePath(path, inventory))]).not.toEqual([path, undefined]);
  });

  it('reports each gap, none of which is filled', () => {
    expect(problems.filter(({ rule }) => rule === 'gap')).toHaveLength(inventory.gaps.length);
  });

  it('cables each port of the source, and none of its own', () => {
    const ports = Object.keys(inventory.switches.laetitia?.ports ?? {}).map(
      (port) => `laetitia:${port}`,
    );
    expect(inventory.cables.map(({ b }) => b).sort()).toEqual(ports.sort());
  });
});
