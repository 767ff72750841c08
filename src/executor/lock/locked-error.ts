/** A target is somebody else's for now. */
import { moment } from '../../journal/moment.ts';
import type { TargetLock } from './lock.ts';

/** What stands in the way on a host. */
export interface HeldTarget {
  readonly host: string;
  /** Absent when what is there can't be read; `why` tells then. */
  readonly lock?: TargetLock;
  /** The host's user whose file it is. */
  readonly owner?: string;
  readonly why?: string;
}

/** Nothing was sent to that host. */
export class TargetLockedError extends Error {
  readonly held: HeldTarget;

  constructor(held: HeldTarget) {
    super(heldText(held));
    this.name = 'TargetLockedError';
    this.held = held;
  }
}

/** One sentence. */
function heldText({ host, lock, why = '' }: HeldTarget): string {
  if (!lock) return `${host} is locked, and nobody knows by whom: ${why}`;
  const { operator, machine, since, runbook, run, id } = lock;
  return `${host} is locked by ${operator} on ${machine} since ${moment(since)}: runbook ${runbook}, run ${run}, lock ${id}`;
}
