/**
 * What a lock on the operator's machine holds, where its file is, and what is said when
 * it is in the way. Pure.
 */
import { join } from 'node:path';
import { type Problem, ProblemError } from '../problem/problem.ts';
import { moment } from './moment.ts';

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

/** Id of a lock that can't be read. */
export const UNREADABLE = 'unreadable';

function isReadable({ id }: Lock): boolean {
  return id !== UNREADABLE;
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

/** Folder of the locks, in that of the journals. */
export function locksDir(stateDir: string): string {
  return join(stateDir, 'locks');
}

export function lockPath(stateDir: string, lock: Pick<Lock, 'kind' | 'name'>): string {
  return join(locksDir(stateDir), `${lock.kind}-${encodeURIComponent(lock.name)}.lock`);
}
