/** Runbooks from the project's folder. */
import { existsSync, realpathSync } from 'node:fs';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { type Problem, ProblemError } from '../problem/problem.ts';
import { readSource } from '../problem/source-fs.ts';
import { didYouMean } from '../problem/suggest.ts';
import { RUNBOOKS, runbookFiles } from './list-fs.ts';
import type { Runbook } from './model.ts';
import { runbookName } from './name.ts';
import { type ParsedRunbook, parseRunbook } from './parse.ts';
import { repeatedNames } from './repeated-names.ts';

/** Every runbook of a project, and the problems of those that can't be read. */
export function loadRunbooks(root: string): { runbooks: Runbook[]; problems: Problem[] } {
  const files = runbookFiles(root);
  const runbooks: Runbook[] = [];
  const problems: Problem[] = repeatedNames(files);
  for (const file of files) {
    const parsed = readRunbook(root, file);
    if (parsed.ok) runbooks.push(parsed.runbook);
    else problems.push(...parsed.problems);
  }
  return { runbooks, problems };
}

/**
 * One runbook, by its name or by the path of its file (from the root, or from where one stands).
 * @throws ProblemError when there is none, or with all that is wrong in it.
 */
export function loadRunbook(root: string, nameOrPath: string): Runbook {
  const file = findFile(root, nameOrPath);
  const parsed = readRunbook(root, file);
  if (!parsed.ok) throw new ProblemError(parsed.problems);
  return parsed.runbook;
}

function readRunbook(root: string, file: string): ParsedRunbook {
  const read = readSource(root, file);
  return read.ok ? parseRunbook(read.file) : read;
}

function findFile(root: string, nameOrPath: string): string {
  const files = runbookFiles(root);
  const named = files.filter((file) => runbookName(file) === nameOrPath);
  if (named.length > 1) throw new ProblemError(repeatedNames(named));
  if (named[0] !== undefined) return named[0];
  const path = [join(root, nameOrPath), resolve(nameOrPath)].find(
    (candidate) => candidate.endsWith('.mdx') && existsSync(candidate),
  );
  // A project that is reached through a link has two paths: the file may be given by the other.
  const fromRoot = path && (within(root, path) ?? within(realpathSync(root), realpathSync(path)));
  if (fromRoot !== undefined) return fromRoot;
  throw new ProblemError([noSuchRunbook(nameOrPath, files.map(runbookName))]);
}

/** From a folder to a file in it; undefined when it lies elsewhere. */
function within(folder: string, path: string): string | undefined {
  const from = relative(folder, path);
  return from.startsWith('..') || isAbsolute(from) ? undefined : from;
}

function noSuchRunbook(name: string, known: readonly string[]): Problem {
  return {
    rule: 'unknown-runbook',
    severity: 'error',
    message: `there is no runbook "${name}" in ${RUNBOOKS}/`,
    hint: didYouMean(name, known),
  };
}
