/**
 * The edge that reads what people write: inventory, runbooks, templates, pages.
 *
 * A file that can't be read, isn't a file, isn't UTF-8 or holds control characters is the
 * author's to mend: it is a problem with a place, never an internal error or a wait for a pipe.
 */
import { globSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type Place, type Problem, ProblemError } from './problem.ts';

/** A file as read: `path` relative to the project root. */
export interface SourceText {
  readonly path: string;
  readonly text: string;
}

export type ReadSource =
  | { readonly ok: true; readonly file: SourceText }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Paths that match, in the order of their names, relative to `root` and with `/`. Folders are left out. */
export function findSources(root: string, patterns: readonly string[]): string[] {
  return globSync([...patterns], { cwd: root, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .map((path) => path.replaceAll('\\', '/'))
    .sort();
}

/** One file, or what is wrong with it. */
export function readSource(root: string, path: string): ReadSource {
  const bytes = readBytes(join(root, path));
  if (typeof bytes === 'string') return refused(problem({ file: path, line: 1, column: 1 }, bytes));
  const text = decode(bytes);
  if (text === undefined) return refused(notUtf8(path, bytes));
  const control = CONTROL.exec(text);
  return control
    ? refused(controlCharacter(path, text, control.index))
    : { ok: true, file: { path, text } };
}

/**
 * Several files, in the order given.
 * @throws ProblemError with what is wrong with each that can't be read.
 */
export function readSources(root: string, paths: readonly string[]): SourceText[] {
  const read = paths.map((path) => readSource(root, path));
  const problems = read.flatMap((each) => (each.ok ? [] : each.problems));
  if (problems.length > 0) throw new ProblemError(problems);
  return read.flatMap((each) => (each.ok ? each.file : []));
}

/** Bytes of a file; a text that says why there are none. */
function readBytes(path: string): Buffer | string {
  try {
    // A pipe would be waited for, and a device never ends.
    return statSync(path).isFile() ? readFileSync(path) : 'this is not a file';
  } catch (error) {
    return REASONS[(error as NodeJS.ErrnoException).code ?? ''] ?? 'the system refuses to read it';
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'you have no right to read it',
  EPERM: 'you have no right to read it',
  ENOENT: 'it is a link to a file that does not exist',
  ELOOP: 'it is a link that leads back to itself',
  EIO: 'the disk fails to read it',
};

/** U+FEFF at the beginning is a mark of the encoding, and dropped. */
function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** All but tab and line ends: YAML forbids them, and a terminal that shows them obeys them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f]/;

function refused(one: Problem): ReadSource {
  return { ok: false, problems: [one] };
}

function problem(place: Place, reason: string): Problem {
  return {
    rule: 'source-unreadable',
    severity: 'error',
    message: `this can't be read: ${reason}`,
    place,
    hint: 'mend the file or its rights, or take it away',
  };
}

function notUtf8(file: string, bytes: Buffer): Problem {
  // A wrong byte becomes U+FFFD; one that was written as such is three good bytes.
  const lines = bytes.toString('latin1').split('\n');
  const wrong = lines.findIndex((line) => decode(Buffer.from(line, 'latin1')) === undefined);
  const before = Buffer.from(lines[wrong] ?? '', 'latin1').toString('utf8');
  return {
    rule: 'source-encoding',
    severity: 'error',
    message: 'this file is not UTF-8',
    place: {
      file,
      line: Math.max(wrong, 0) + 1,
      column: Math.max(before.indexOf('\ufffd'), 0) + 1,
    },
    hint: 'save it as UTF-8; from Latin-1: iconv -f LATIN1 -t UTF-8',
  };
}

function controlCharacter(file: string, text: string, index: number): Problem {
  const before = text.slice(0, index).split('\n');
  const code = text.charCodeAt(index).toString(16).toUpperCase().padStart(4, '0');
  return {
    rule: 'source-control',
    severity: 'error',
    message: `a control character, U+${code}, stands here`,
    place: { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 },
    hint: 'remove it; in a YAML text between double quotes, write it as an escape: "\\t"',
  };
}
