/** The edge that reads and writes generated files. */
import {
  globSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { RENDERED } from '../configs/configs.ts';
import { INVENTORY_SCHEMA_FILE } from '../inventory/json-schema.ts';
import type { SourceFile } from '../inventory/loaded.ts';
import { findSources, readSources } from '../problem/source-fs.ts';
import { DIAGRAMS_FOLDER } from './artifacts.ts';

const TEMPLATES = 'content/configs/*.{yaml,liquid}';
/** Files in these places belong to `generate`: what it doesn't make there is an orphan. */
const OWNED = [`${DIAGRAMS_FOLDER}/*.{mmd,svg}`, `${RENDERED}/**/*`, INVENTORY_SCHEMA_FILE];

function find(root: string, patterns: readonly string[]): string[] {
  return globSync([...patterns], { cwd: root, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(root, '/').length))
    .map((path) => path.replaceAll('\\', '/'))
    .sort();
}

/**
 * The templates of configs and their mapping; paths relative to `root`.
 * @throws ProblemError when some can't be read.
 */
export function readTemplates(root: string): SourceFile[] {
  return readSources(root, findSources(root, [TEMPLATES]));
}

/** Text of each file that `generate` owns, by path relative to `root`. */
export function readOwned(root: string): Map<string, string> {
  return new Map(find(root, OWNED).map((path) => [path, readText(root, path)]));
}

function readText(root: string, path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/** A file's text; undefined when there is none. */
export function readIfThere(root: string, path: string): string | undefined {
  try {
    return readText(root, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Writes beside the file and renames: a reader sees the old text or the new one, never half of it. */
export function writeAtomically(root: string, path: string, text: string): void {
  const target = join(root, path);
  const beside = `${target}.${process.pid}.tmp`;
  mkdirSync(dirname(target), { recursive: true });
  try {
    writeFileSync(beside, text);
    renameSync(beside, target);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}

/** Removes a file, and its folder when that leaves it empty. */
export function remove(root: string, path: string): void {
  rmSync(join(root, path), { force: true });
  try {
    rmdirSync(join(root, dirname(path)));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOTEMPTY') throw error;
  }
}
