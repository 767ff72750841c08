/**
 * The file of one lock, as JSON. It appears whole or not at all: written aside, then
 * linked (`link` fails when the name is taken, as `O_EXCL` does).
 */
import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderNames } from './folder-fs.ts';
import { type Lock, locksDir } from './lock.ts';

/** Paths of all locks, in the order of their names. @throws ProblemError when they can't be listed */
export function lockFiles(stateDir: string): string[] {
  const folder = locksDir(stateDir);
  const names = folderNames(folder).filter((name) => name.endsWith('.lock'));
  return names.sort().map((name) => join(folder, name));
}

/** Undefined when it is gone, or isn't a lock. */
export function readLock(path: string): Lock | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Lock;
  } catch {
    return undefined;
  }
}

/** @returns whether it is there now; false when another was */
export function createLock(path: string, lock: Lock): boolean {
  const aside = `${path}.${lock.id}`;
  try {
    writeFileSync(aside, `${JSON.stringify(lock)}\n`, { mode: 0o600, flag: 'wx' });
    linkSync(aside, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    removeLock(aside);
  }
}

/** Moved away before it is removed: of two that find it stale, one gets it; a live one goes back. */
export function removeStale(path: string, stale: Lock): void {
  const aside = `${path}.${randomBytes(4).toString('hex')}`;
  try {
    renameSync(path, aside);
    if (readLock(aside)?.id !== stale.id) linkSync(aside, path);
  } catch {
    // Another process was quicker: the caller looks again.
  }
  removeLock(aside);
}

export function removeLock(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // It is gone already.
  }
}
