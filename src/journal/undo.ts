/** How a run's journal names the undoing of its steps. Pure. */
import type { RunState, StepState } from './state.ts';

/** No id of a step has a colon. */
const UNDO = 'undo:';

/** The step of an undo that takes this step back. */
export function undoId(step: string): string {
  return `${UNDO}${step}`;
}

/** The step that this one takes back; undefined when it is a step of the runbook. */
export function undoneStep(id: string): string | undefined {
  return id.startsWith(UNDO) ? id.slice(UNDO.length) : undefined;
}

/** The steps of the undo, in the order in which they were begun; none when nothing is undone. */
export function undoSteps({ steps }: Pick<RunState, 'steps'>): StepState[] {
  return steps.filter(({ step }) => undoneStep(step) !== undefined);
}

/**
 * A step of an undo as a new undo finds it: what was left out then is asked about again.
 * Its attempts are still counted: each has a name of its own on the host.
 */
export function askedAgain(step: StepState): StepState {
  const left = undoneStep(step.step) !== undefined && step.status === 'skipped';
  return left ? { ...step, status: 'pending', result: undefined, detail: undefined } : step;
}
