/** Is a process still at a run? Its journal can't tell: a killed one writes no end. */
import { hostname } from 'node:os';
import { isStale, listLocks } from '../journal/lock-fs.ts';
import type { RunRecord } from '../journal/runs-fs.ts';
import type { RunStatus } from '../journal/state.ts';

/** How a run stands; `killed` when it never ended and nobody is at it. */
export type ShownStatus = RunStatus | 'killed';

export function shownStatus(stateDir: string, { run, state }: RunRecord): ShownStatus {
  if (state.status !== 'running') return state.status;
  const machine = hostname();
  const live = listLocks(stateDir).some(
    (lock) => lock.kind === 'run' && lock.name === run && !isStale(lock, machine),
  );
  return live ? 'running' : 'killed';
}
