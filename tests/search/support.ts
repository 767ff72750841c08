/** The repository's own inventory: each real page, row and runbook is a test input. */
import { join } from 'node:path';
import { loadInventory } from '../../src/inventory/load-fs.ts';

export const ROOT = join(import.meta.dirname, '../..');

export function corpusInventory() {
  return loadInventory(ROOT);
}
