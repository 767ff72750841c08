/** The edge that reads the inventory's files. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ProblemError } from '../problem/problem.ts';
import type { LoadedInventory, SourceFile } from './loaded.ts';
import { parseInventory } from './parse.ts';

/** Folder of the inventory, relative to the project root. */
export const INVENTORY_FOLDER = 'content/inventory';

/** The inventory's YAML files, in the order of their names; paths relative to `root`, with `/`. */
export function readInventoryFiles(root: string): SourceFile[] {
  return globSync(`${INVENTORY_FOLDER}/**/*.{yaml,yml}`, { cwd: root })
    .map((path) => path.replaceAll('\\', '/'))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

/**
 * Reads and checks the inventory of a project.
 * @throws ProblemError with all problems.
 */
export function loadInventory(root: string): LoadedInventory {
  const files = readInventoryFiles(root);
  if (files.length === 0) throw new ProblemError([nothingThere(root)]);
  const parsed = parseInventory(files);
  if (!parsed.ok) throw new ProblemError(parsed.problems);
  return parsed.loaded;
}

function nothingThere(root: string) {
  return {
    rule: 'inventory-missing',
    severity: 'error',
    message: `there is no inventory under ${root}`,
    expected: `YAML files in ${INVENTORY_FOLDER}/`,
    hint: 'run from the project, or name it with --root DIR',
  } as const;
}
