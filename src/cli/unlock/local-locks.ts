/** The locks that runs of this machine hold, those of one session of a run taken together. */
import { hostname } from 'node:os';
import type { Lock } from '../../journal/lock.ts';
import { isStale, listLocks } from '../../journal/lock-fs.ts';

/** What one session of a run holds on this machine. */
export interface LocalLock {
  readonly id: string;
  readonly run: string;
  readonly runbook: string;
  readonly operator: string;
  readonly machine: string;
  /** ISO 8601 UTC. */
  readonly since: string;
  readonly pid: number;
  /** False when its process is certainly gone. */
  readonly alive: boolean;
  readonly targets: readonly string[];
}

/** The oldest first. */
export function localLocks(stateDir: string): LocalLock[] {
  const byId = Map.groupBy(listLocks(stateDir), ({ id }) => id);
  return [...byId.values()]
    .flatMap((locks) => (locks[0] ? [grouped(locks[0], locks)] : []))
    .sort((a, b) => a.since.localeCompare(b.since));
}

function grouped(lock: Lock, locks: readonly Lock[]): LocalLock {
  const { id, run, runbook, operator, machine, since, pid } = lock;
  const targets = locks.filter(({ kind }) => kind === 'target').map(({ name }) => name);
  const alive = !isStale(lock, hostname());
  return { id, run, runbook, operator, machine, since, pid, alive, targets };
}
