/** How a recorded run is shown: as data for programs, as lines for a person. Pure. */
import type { RunRecord } from '../journal/runs-fs.ts';
import type { RunState, StepState } from '../journal/state.ts';
import { undoSteps } from '../journal/undo.ts';
import type { ShownStatus } from './liveness-fs.ts';
import { resultMark } from './progress.ts';
import { tableLines } from './table.ts';
import type { Colors } from './terminal.ts';
import { duration, localTime, reasonText } from './text.ts';

/** A run in one object, without its steps. */
export function runSummary(
  { run, folder, state }: RunRecord,
  status: ShownStatus,
): Record<string, unknown> {
  const { runbook, title, operator, startedAt, endedAt, transport } = state;
  const counts = Object.fromEntries(
    (['done', 'skipped', 'failed', 'unknown', 'pending', 'undone'] as const).map((status) => [
      status,
      state.steps.filter((step) => step.status === status).length,
    ]),
  );
  return {
    run,
    runbook,
    title,
    status,
    operator,
    operators: operators(state),
    startedAt,
    endedAt,
    transport,
    steps: counts,
    folder,
  };
}

export function statusColor(status: ShownStatus, colors: Colors): (text: string) => string {
  return {
    running: colors.cyan,
    killed: colors.magenta,
    paused: colors.yellow,
    succeeded: colors.green,
    failed: colors.red,
    aborted: colors.red,
    damaged: colors.red,
    undone: colors.cyan,
  }[status];
}

/** A step that isn't finished, and so is what a resume would look at. */
export function isOpen(step: StepState): boolean {
  return !['done', 'skipped', 'undone'].includes(step.status);
}

/** Can a resume do something about this run? */
export function isResumable(state: RunState): boolean {
  const undo = undoSteps(state);
  // Once it is being taken back, it is gone on with in that direction only.
  if (undo.length > 0)
    return state.status !== 'undone' && (undo.some(isOpen) || !isEnded(state.status));
  return state.status !== 'succeeded' && state.steps.some(isOpen);
}

/** The command line that goes on with a run; undefined when there is nothing to go on with. */
export function nextCommand(state: RunState, status: ShownStatus): string | undefined {
  if (status === 'running' || status === 'damaged' || !isResumable(state)) return undefined;
  return `runbook resume ${state.run}`;
}

/** Who worked on a run, each once. */
export function operators({ sessions, operator }: RunState): string[] {
  return [...new Set([operator, ...sessions.map((session) => session.operator)])];
}

function isEnded(status: RunState['status']): boolean {
  return status !== 'running' && status !== 'paused';
}

/**
 * One line a step: mark, id, host, how it ended and why.
 * @param atWork a process is at the run: what has begun and has no end is under way
 */
export function stepLines(
  steps: readonly StepState[],
  colors: Colors,
  width = Infinity,
  atWork = false,
): string[] {
  const isUnderWay = ({ status, detail }: StepState): boolean =>
    atWork && status === 'unknown' && detail === undefined;
  const rows = steps.map((step) => [
    `  ${isUnderWay(step) ? colors.cyan('▸') : resultMark(step.status === 'done' ? (step.result ?? 'done') : step.status, colors)}`,
    step.step,
    colors.cyan(step.host),
    isUnderWay(step) ? 'under way' : outcome(step),
    step.durationMs === undefined ? '' : colors.dim(duration(step.durationMs)),
    colors.dim(remark(step)),
  ]);
  const columns = ['', 'STEP', 'HOST', 'OUTCOME', 'TIME', ''].map((label) => ({ label }));
  return tableLines(columns, rows, colors.dim, width);
}

function outcome(step: StepState): string {
  if (step.status === 'done') return step.result ?? 'done';
  if (step.reason === undefined || step.status === 'undone') return step.status;
  return `${step.status}: ${reasonText(step.reason, step.exitCode)}`;
}

function remark(step: StepState): string {
  const tries = step.attempts > 1 ? `${step.attempts} attempts` : '';
  const since =
    step.status === 'unknown' && step.startedAt ? `started ${localTime(step.startedAt)}` : '';
  const detail = step.detail?.split('\n')[0] ?? '';
  return [since, detail, tries].filter(Boolean).join(', ');
}
