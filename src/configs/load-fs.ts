/** The edge that reads the templates of configs. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SourceFile } from '../inventory/loaded.ts';
import type { Inventory } from '../inventory/schema.ts';
import { ProblemError } from '../problem/problem.ts';
import { type ConfigFile, renderConfigs } from './configs.ts';

/** Folder of the templates, relative to the project root. */
export const CONFIGS_FOLDER = 'content/configs';

/** `configs.yaml` and the Liquid files beside it, by name; paths relative to `root`, with `/`. */
export function readConfigTemplates(root: string): SourceFile[] {
  return globSync(`${CONFIGS_FOLDER}/*.{yaml,liquid}`, { cwd: root })
    .map((path) => path.replaceAll('\\', '/'))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

/**
 * Every config of a project, rendered from the inventory as it is now.
 * @throws ProblemError with all problems.
 */
export function loadConfigs(root: string, inventory: Inventory): readonly ConfigFile[] {
  const rendered = renderConfigs(inventory, readConfigTemplates(root));
  if (!rendered.ok) throw new ProblemError(rendered.problems);
  return rendered.files;
}
