/**
 * The list of runbooks, from the heads of their files only. Loads neither the MDX
 * parser nor zod: `runbook list` and completion must answer at once.
 */
import {
  closeSync,
  type Dirent,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  statSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { parse } from 'yaml';
import { frontmatterText, runbookName } from './name.ts';

export interface RunbookSummary {
  readonly name: string;
  /** Relative to the project root. */
  readonly file: string;
  readonly title: string;
  readonly description: string;
  readonly targets: string;
  readonly historical: boolean;
  /** The head can't be read; `runbook validate` says why, and where. */
  readonly broken: boolean;
}

/** Folder of the runbooks, in a project. */
export const RUNBOOKS = 'runbooks';

/** Paths of the runbooks relative to the root, by name. `index.mdx` is a page about them. */
export function runbookFiles(root: string): string[] {
  const folder = join(root, RUNBOOKS);
  return readFolder(folder)
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter((file) => file.endsWith('.mdx') && runbookName(file) !== 'index')
    .map((file) => `${RUNBOOKS}/${file.replaceAll('\\', '/')}`)
    .sort();
}

/** All runbooks, by name; a head that can't be read is listed as broken, never left out. */
export function listRunbooks(root: string): RunbookSummary[] {
  return runbookFiles(root).map((file) => summarize(file, readHead(join(root, file))));
}

function readFolder(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

const HEAD = Buffer.alloc(4096);

/**
 * The first 4 kB of a page, or all of it when its frontmatter is longer.
 * Empty when it can't be read, or isn't a file (opening a pipe would wait).
 */
function readHead(path: string): string {
  let file: number;
  try {
    if (!statSync(path).isFile()) return '';
    file = openSync(path, 'r');
  } catch {
    return '';
  }
  try {
    const head = HEAD.toString('utf8', 0, readSync(file, HEAD, 0, HEAD.length, 0));
    return frontmatterText(head) === undefined ? readFileSync(path, 'utf8') : head;
  } finally {
    closeSync(file);
  }
}

function summarize(file: string, page: string): RunbookSummary {
  const name = runbookName(file);
  const head = readYaml(listedSettings(frontmatterText(page) ?? ''));
  return {
    name,
    file,
    title: textOf(head?.title) ?? name,
    description: textOf(head?.description) ?? '',
    targets: textOf(head?.targets) ?? '',
    historical: head?.historical === true,
    broken: textOf(head?.title) === undefined,
  };
}

const LISTED = /^(title|description|targets|historical)[ \t]*:/;

/** The top-level settings that the list shows, with their lines: the rest isn't worth parsing. */
function listedSettings(yaml: string): string {
  const settings = yaml.split(/^(?=[^\s#-])/m);
  return settings.filter((setting) => LISTED.test(setting)).join('');
}

function readYaml(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = parse(text, { logLevel: 'silent' });
    return value !== null && typeof value === 'object' ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
