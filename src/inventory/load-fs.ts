/** The edge that reads the inventory's files. */
import { ProblemError } from '../problem/problem.ts';
import { findSources, readSources } from '../problem/source-fs.ts';
import type { LoadedInventory, SourceFile } from './loaded.ts';
import { readLocale } from './locale-fs.ts';
import { parseInventory } from './parse.ts';

/** Folder of the inventory, relative to the project root. */
export const INVENTORY_FOLDER = 'content/inventory';

/**
 * The inventory's YAML files, in the order of their names; paths relative to `root`, with `/`.
 * @throws ProblemError when some can't be read.
 */
export function readInventoryFiles(root: string): SourceFile[] {
  return readSources(root, findSources(root, [`${INVENTORY_FOLDER}/**/*.{yaml,yml}`]));
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
  const inventory = { ...parsed.loaded.inventory, locale: readLocale(root) };
  return { ...parsed.loaded, inventory };
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
