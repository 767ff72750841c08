/** How a recorded run is shown: as data for programs, as lines for a person. Pure. */
import type { RunRecord } from '../journal/runs-fs.ts';
import type { RunState, StepState } from '../journal/state.ts';
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
    (['done', 'skipped', 'failed', 'unknown', 'pending'] as const).map((status) => [
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
  }[status];
}

/** A step that isn't finished, and so is what a resume would look at. */
export function isOpen(step: StepState): boolean {
  return step.status !== 'done' && step.status !== 'skipped';
}

/** Can a resume do something about this run? */
export function isResumable(state: RunState): boolean {
  return state.status !== 'succeeded' && state.steps.some(isOpen);
}

/** One line a step: mark, id, host, how it ended and why. */
export function stepLines(steps: readonly StepState[], colors: Colors): string[] {
  const rows = steps.map((step) => [
    `  ${resultMark(step.result === 'changed' ? 'changed' : step.status, colors)}`,
    step.step,
    colors.cyan(step.host),
    outcome(step),
    step.durationMs === undefined ? '' : colors.dim(duration(step.durationMs)),
    colors.dim(remark(step)),
  ]);
  const columns = ['', 'STEP', 'HOST', 'OUTCOME', 'TIME', ''].map((label) => ({ label }));
  return tableLines(columns, rows, colors.dim);
}

function outcome(step: StepState): string {
  if (step.status === 'done') return step.result ?? 'done';
  if (step.reason === undefined) return step.status;
  return `${step.status}: ${reasonText(step.reason, step.exitCode)}`;
}

function remark(step: StepState): string {
  const tries = step.attempts > 1 ? `${step.attempts} attempts` : '';
  const since =
    step.status === 'unknown' && step.startedAt ? `started ${localTime(step.startedAt)}` : '';
  const detail = step.detail?.split('\n')[0] ?? '';
  return [since, detail, tries].filter(Boolean).join(', ');
}
