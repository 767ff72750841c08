/** What the entries say of the run as a whole. `fold` adds them to its steps. Pure. */
import type { Entry } from './entries.ts';
import type { RunState, RunStatus } from './state.ts';

const NO_HEADER = {
  run: '',
  runbook: '',
  title: '',
  operator: '',
  startedAt: '',
  params: {},
  selection: {},
  transport: '',
} as const;

/** From the first entry; empty texts when even that one is lost. */
export function header(entries: readonly Entry[]): Pick<RunState, keyof typeof NO_HEADER> {
  const start = entries.find((entry) => entry.type === 'run-started');
  if (!start) return NO_HEADER;
  const { run, runbook, title, operator, at: startedAt, params, selection, transport } = start;
  return { run, runbook, title, operator, startedAt, params, selection, transport };
}

/** The last entry that says something about the whole run. */
export function runStatus(entries: readonly Entry[]): { status: RunStatus; endedAt?: string } {
  const last = entries.findLast((entry) =>
    ['run-started', 'resumed', 'undo-started', 'paused', 'run-ended'].includes(entry.type),
  );
  if (last?.type === 'run-ended') return { status: last.status, endedAt: last.at };
  return { status: last?.type === 'paused' ? 'paused' : 'running' };
}

/** How it stood when it was first taken back, if it was. */
export function beforeUndo(entries: readonly Entry[]): Pick<RunState, 'beforeUndo'> {
  const undo = entries.findIndex((entry) => entry.type === 'undo-started');
  return undo < 0 ? {} : { beforeUndo: runStatus(entries.slice(0, undo)).status };
}

/** The locks of it that somebody removed, if any. */
export function unlocked(entries: readonly Entry[]): Pick<RunState, 'unlocked'> {
  const found = entries.filter((entry) => entry.type === 'unlocked');
  if (found.length === 0) return {};
  return {
    unlocked: found.map(({ at, lock, host, operator, machine }) => ({
      ...{ at, lock, operator, machine },
      ...(host !== undefined && { host }),
    })),
  };
}
