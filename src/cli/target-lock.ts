/** The lock of a run on its targets, as this process writes it there. */
import type { LockOptions } from '../executor/lock/target-locks.ts';
import type { LockRequest } from '../journal/lock-fs.ts';
import { isGone, thisProcess } from '../journal/owner-fs.ts';

/** @param id of the locks that the run holds on this machine: `unlock` frees both */
export function targetLock(id: string, request: Omit<LockRequest, 'targets'>): LockOptions {
  const { run, runbook, operator, machine } = request;
  const since = new Date().toISOString();
  return { lock: { id, run, runbook, operator, machine, since, process: thisProcess() }, isGone };
}
