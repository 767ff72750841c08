/** Is a process still at a run? Its journal can't tell: a killed one writes no end. */
import { hostname } from 'node:os';
import type { Lock } from '../journal/lock.ts';
import { isStale, listLocks } from '../journal/lock-fs.ts';
import type { RunRecord } from '../journal/runs-fs.ts';
import type { RunStatus } from '../journal/state.ts';

/**
 * How a run stands. `killed`: it never ended, and nobody is at it. `damaged`: its journal
 * can be believed up to some record only, so nobody knows how it stands.
 */
export type ShownStatus = RunStatus | 'killed' | 'damaged';

export function shownStatus(stateDir: string, record: RunRecord): ShownStatus {
  const { run, state, damage } = record;
  if (damage) return 'damaged';
  if (state.status !== 'running') return state.status;
  return runLock(stateDir, run) ? 'running' : 'killed';
}

/** The process that is at a run, on this machine. */
export function runLock(stateDir: string, run: string): Lock | undefined {
  const machine = hostname();
  return listLocks(stateDir).find(
    (lock) => lock.kind === 'run' && lock.name === run && !isStale(lock, machine),
  );
}
