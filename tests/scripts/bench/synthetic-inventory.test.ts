import { expect, test } from 'vitest';
import { syntheticInventory } from '../../../scripts/bench/synthetic-inventory.ts';
import { lint } from '../../../src/inventory/lint.ts';
import { parseInventory } from '../../../src/inventory/parse.ts';

test.each([1, 12, 30])('%i hosts are a valid inventory without errors', (hosts) => {
  const parsed = parseInventory(syntheticInventory(hosts));
  expect(parsed.ok ? [] : parsed.problems).toEqual([]);
  if (!parsed.ok) return;
  const { inventory } = parsed.loaded;
  expect(Object.keys(inventory.hosts)).toHaveLength(hosts);
  expect(inventory.cables).toHaveLength(hosts * 4);
  expect(lint(parsed.loaded).filter(({ severity }) => severity === 'error')).toEqual([]);
});
