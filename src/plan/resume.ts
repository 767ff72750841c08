/** Today's plan held against what a run has done: what would resuming find? Pure. */
import { type ResumeVerdict, type RunState, SATISFIED, type StepState } from '../journal/state.ts';
import type { Plan, PlannedStep } from './model.ts';

/** One step on one target, and what became of it. */
export interface ResumeItem {
  readonly id: string;
  readonly host: string;
  readonly title: string;
  readonly verdict: ResumeVerdict;
  /** Why, in a sentence. */
  readonly detail: string;
  /** Who left it out; absent when nobody did. */
  readonly skippedBy?: string;
  /** Absent when the runbook, or the selection, no longer has it. */
  readonly step?: PlannedStep;
  /** Absent when the run never knew it. */
  readonly state?: StepState;
}

/**
 * The steps of the plan in their order, each with its verdict, then those that the run
 * knows and the plan doesn't. Steps are matched by id and host, never by position.
 */
export function compareWithState(plan: Plan, state: RunState): ResumeItem[] {
  const known = new Map(state.steps.map((step) => [key(step.step, step.host), step]));
  const planned = plan.steps.map((step) =>
    compareStep(step, known.get(key(step.id, step.host)), state),
  );
  const kept = new Set(plan.steps.map((step) => key(step.id, step.host)));
  const removed = state.steps.filter((step) => !kept.has(key(step.step, step.host)));
  return [...planned, ...removed.map(removedStep)];
}

function compareStep(
  step: PlannedStep,
  state: StepState | undefined,
  { sessions }: Pick<RunState, 'sessions'>,
): ResumeItem {
  const { id, host, title } = step;
  const skippedBy = state && whoSkipped(state, sessions);
  const { verdict, detail } = judge(step, state, skippedBy);
  const known = { ...(state && { state }), ...(skippedBy !== undefined && { skippedBy }) };
  return { id, host, title, verdict, detail, step, ...known };
}

/** Of a step whose check was satisfied, nobody. */
function whoSkipped(
  { status, detail, endedIn }: StepState,
  sessions: RunState['sessions'],
): string | undefined {
  if (status !== 'skipped' || detail === SATISFIED) return undefined;
  return sessions[endedIn ?? -1]?.operator ?? 'the operator';
}

function judge(
  step: PlannedStep,
  state: StepState | undefined,
  skippedBy: string | undefined,
): { verdict: ResumeVerdict; detail: string } {
  if (!state) return { verdict: 'new', detail: 'added since the run began' };
  switch (state.status) {
    case 'pending':
      return { verdict: 'pending', detail: 'not begun' };
    case 'failed':
      return { verdict: 'failed', detail: state.detail ?? state.reason ?? 'failed' };
    case 'unknown':
      return { verdict: 'unknown', detail: state.detail ?? 'begun, and nobody knows how it ended' };
    case 'done':
    case 'skipped':
    // Resume doesn't come to it: a run that was undone isn't gone on with.
    case 'undone':
      return judgeDone(step, state, skippedBy);
  }
}

/** Rendered alike: done. Written otherwise: edited. Written alike but rendered otherwise: the data changed. */
function judgeDone(
  step: PlannedStep,
  state: StepState,
  skippedBy: string | undefined,
): { verdict: ResumeVerdict; detail: string } {
  const was = skippedBy === undefined ? 'done' : `skipped by ${skippedBy}`;
  const satisfied = state.status === 'skipped' && skippedBy === undefined;
  if (step.hash === state.hash)
    return { verdict: 'done', detail: satisfied ? 'was satisfied' : was };
  return step.sourceHash === state.sourceHash
    ? {
        verdict: 'inventory-changed',
        detail: `${was}, but the inventory or a parameter now gives another text`,
      }
    : { verdict: 'done-but-edited', detail: `${was}, but its text was edited since` };
}

function removedStep(state: StepState): ResumeItem {
  return {
    id: state.step,
    host: state.host,
    title: state.title,
    verdict: 'removed',
    detail: 'in the run, but no longer in the runbook or in the selection',
    state,
  };
}

function key(step: string, host: string): string {
  return `${step}\0${host}`;
}
