/**
 * Locks against a second operator: one for the run, one for each of its targets.
 *
 * A lock is a file (`lock-file-fs.ts`). It is stale when its process is gone; a reused pid
 * is told by the process's start time and the boot.
 *
 * These locks are on the operator's machine: they stop two runs of that machine (or
 * of a shared state folder) before anything is connected to. Another machine's runs are
 * stopped by the lock on the target itself (`executor/lock/`), which has the same id.
 */
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { reporting } from './disk-errors.ts';
import { type Lock, LockedError, lockPath, locksDir, UNREADABLE } from './lock.ts';
import { createLock, lockFiles, readLock, removeLock, removeStale } from './lock-file-fs.ts';
import { bootId, processStart } from './process-fs.ts';

export interface LockRequest {
  readonly run: string;
  readonly runbook: string;
  readonly targets: readonly string[];
  readonly operator: string;
  readonly machine: string;
}

export interface HeldLocks {
  readonly id: string;
  readonly locks: readonly Lock[];
  release(): void;
}

/**
 * Takes the run's lock and its targets', all or none.
 * @throws LockedError naming each lock that is in the way.
 * @throws ProblemError when the state folder can't be written.
 */
export function acquireLocks(stateDir: string, request: LockRequest): HeldLocks {
  const id = randomBytes(4).toString('hex');
  const taken: Lock[] = [];
  const release = (): void => {
    if (taken.splice(0).length > 0) unlock(stateDir, id);
  };
  try {
    const held = reporting(stateDir, () => takeAll(stateDir, request, id, taken));
    if (held.length > 0) throw new LockedError(stateDir, held);
    return { id, locks: [...taken], release };
  } catch (error) {
    release();
    throw error;
  }
}

/** Adds each lock that is now ours to `taken`. @returns those in the way */
function takeAll(stateDir: string, request: LockRequest, id: string, taken: Lock[]): Lock[] {
  mkdirSync(locksDir(stateDir), { recursive: true, mode: 0o700 });
  const wanted = [
    newLock(id, 'run', request.run, request),
    ...[...new Set(request.targets)].map((name) => newLock(id, 'target', name, request)),
  ];
  return wanted.flatMap((lock) => {
    const holder = take(stateDir, lock);
    if (!holder) taken.push(lock);
    return holder ?? [];
  });
}

/** All locks, those of dead processes included (`isStale` tells). */
export function listLocks(stateDir: string): Lock[] {
  return lockFiles(stateDir).flatMap((path) => readLock(path) ?? []);
}

/** Removes the locks with that id, whoever holds them. @returns those that were removed */
export function unlock(stateDir: string, id: string): Lock[] {
  const held = lockFiles(stateDir).flatMap((path) => {
    const lock = readLock(path);
    return lock?.id === id ? [{ path, lock }] : [];
  });
  for (const { path } of held) removeLock(path);
  return held.map(({ lock }) => lock);
}

/** Its process is gone. A lock made on another machine can't be judged from here: it holds. */
export function isStale(lock: Lock, machine: string): boolean {
  if (lock.machine !== machine) return false;
  if (lock.boot !== undefined && lock.boot !== bootId()) return true;
  const start = processStart(lock.pid);
  if (start === undefined) return true;
  return lock.processStart !== undefined && lock.processStart !== start;
}

/** @returns the lock that is in the way, or undefined when `lock` is now ours. */
function take(stateDir: string, lock: Lock): Lock | undefined {
  const path = lockPath(stateDir, lock);
  for (let tries = 0; tries < 10; tries += 1) {
    if (createLock(path, lock)) return undefined;
    const holder = readLock(path);
    if (!holder) continue;
    if (!isStale(holder, lock.machine)) return holder;
    removeStale(path, holder);
  }
  return readLock(path) ?? { ...lock, id: UNREADABLE, operator: 'nobody knows whom', pid: 0 };
}

function newLock(id: string, kind: Lock['kind'], name: string, request: LockRequest): Lock {
  const { run, runbook, operator, machine } = request;
  return {
    id,
    kind,
    name,
    run,
    runbook,
    operator,
    machine,
    pid: process.pid,
    processStart: processStart(process.pid),
    boot: bootId(),
    since: new Date().toISOString(),
  };
}
