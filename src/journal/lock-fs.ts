/**
 * Locks against a second operator: one for the run, one for each of its targets.
 *
 * A lock is a JSON file that appears whole or not at all (written aside, then
 * linked: `link` fails when the name is taken, as `O_EXCL` does). It is stale when
 * its process is gone; a reused pid is told by the process's start time and the boot.
 *
 * These locks are on the operator's machine: they stop two runs of that machine (or
 * of a shared state folder) before anything is connected to. Another machine's runs are
 * stopped by the lock on the target itself (`executor/lock/`), which has the same id.
 */
import { randomBytes } from 'node:crypto';
import {
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { type Problem, ProblemError } from '../problem/problem.ts';
import { reporting } from './disk-errors.ts';
import { moment } from './moment.ts';
import { bootId, processStart } from './process-fs.ts';

export interface Lock {
  /**
   * What `unlock` wants: the locks that were seen, not those that took their place. The
   * same for all that one session of a run holds, here and on its targets.
   */
  readonly id: string;
  readonly kind: 'run' | 'target';
  /** The run's id, or the target's name. */
  readonly name: string;
  readonly run: string;
  readonly runbook: string;
  readonly operator: string;
  readonly machine: string;
  readonly pid: number;
  /** Start of that process in clock ticks since boot, and the boot; absent where there is no /proc. */
  readonly processStart?: string;
  readonly boot?: string;
  /** ISO 8601 UTC. */
  readonly since: string;
}

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

/** Another run holds what this one needs. `held` are the locks in the way. */
export class LockedError extends ProblemError {
  readonly held: readonly Lock[];

  constructor(stateDir: string, held: readonly Lock[]) {
    // One session of a run holds it and its targets by one id: that is one thing to be told.
    const sessions = Map.groupBy(held, (lock) => (isReadable(lock) ? lock.id : lock.name));
    super([...sessions.values()].map((locks) => heldProblem(stateDir, locks)));
    this.name = 'LockedError';
    this.held = held;
  }
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
  for (const { path } of held) remove(path);
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
    if (create(path, lock)) return undefined;
    const holder = readLock(path);
    if (!holder) continue;
    if (!isStale(holder, lock.machine)) return holder;
    removeStale(path, holder);
  }
  return readLock(path) ?? { ...lock, id: UNREADABLE, operator: 'nobody knows whom', pid: 0 };
}

const UNREADABLE = 'unreadable';

function isReadable({ id }: Lock): boolean {
  return id !== UNREADABLE;
}

function create(path: string, lock: Lock): boolean {
  const aside = `${path}.${lock.id}`;
  try {
    writeFileSync(aside, `${JSON.stringify(lock)}\n`, { mode: 0o600, flag: 'wx' });
    linkSync(aside, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    remove(aside);
  }
}

/** Moved away before it is removed: of two that find it stale, one gets it; a live one goes back. */
function removeStale(path: string, stale: Lock): void {
  const aside = `${path}.${randomBytes(4).toString('hex')}`;
  try {
    renameSync(path, aside);
    if (readLock(aside)?.id !== stale.id) linkSync(aside, path);
  } catch {
    // Another process was quicker: the caller looks again.
  }
  remove(aside);
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

/** @param locks at least one, all of one session */
function heldProblem(stateDir: string, locks: readonly Lock[]): Problem {
  const lock = locks[0] as Lock;
  const names = locks.map(({ kind, name }) => (kind === 'run' ? `run ${name}` : name));
  const what = `${names.join(', ')} ${names.length > 1 ? 'are' : 'is'}`;
  return {
    rule: 'locked',
    severity: 'error',
    message:
      `${what} locked by ${lock.operator} on ${lock.machine} (process ${lock.pid}) ` +
      `since ${moment(lock.since)}: runbook ${lock.runbook}, run ${lock.run}, lock ${lock.id}`,
    hint: isReadable(lock)
      ? `wait until that run ends. If you are sure that it is dead: runbook unlock ${lock.id}`
      : `nobody can tell whose it is. If you are sure that no run is at work, remove ${lockPath(stateDir, lock)}`,
  };
}

function locksDir(stateDir: string): string {
  return join(stateDir, 'locks');
}

function lockPath(stateDir: string, lock: Pick<Lock, 'kind' | 'name'>): string {
  return join(locksDir(stateDir), `${lock.kind}-${encodeURIComponent(lock.name)}.lock`);
}

function lockFiles(stateDir: string): string[] {
  try {
    const names = readdirSync(locksDir(stateDir)).filter((name) => name.endsWith('.lock'));
    return names.sort().map((name) => join(locksDir(stateDir), name));
  } catch {
    return [];
  }
}

function readLock(path: string): Lock | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Lock;
  } catch {
    return undefined;
  }
}

function remove(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // It is gone already.
  }
}
