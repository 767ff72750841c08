/** Undo blocks that name what a step gave (`{{ steps.<id>.<key> }}`): the run's journal has it. */
import type { RunState } from '../../journal/state.ts';
import { undoneStep } from '../../journal/undo.ts';
import { completeStep } from '../../plan/complete-step.ts';
import type { Plan, PlannedStep } from '../../plan/model.ts';
import type { PlanRequest } from '../../plan/plan.ts';
import type { RecordedOutputs } from '../../plan/step-outputs.ts';
import { ProblemError } from '../../problem/problem.ts';
import type { PlanSource } from '../plan-input.ts';

/** The plan of an undo with the values that the run recorded. @throws ProblemError on one that is missing */
export function completed(
  plan: Plan,
  source: PlanSource,
  state: RunState,
  secrets: Readonly<Record<string, string>>,
): Plan {
  const request: PlanRequest = { ...source, params: state.params, secrets };
  return { ...plan, steps: plan.steps.map((step) => complete(step, request, recorded(state))) };
}

function complete(
  step: PlannedStep,
  request: PlanRequest,
  outputs: readonly RecordedOutputs[],
): PlannedStep {
  const id = undoneStep(step.id);
  if (!step.needs || id === undefined) return step;
  const found = completeStep(request, { id, host: step.host }, outputs);
  if (!found.ok) throw new ProblemError(found.problems);
  const { undo } = found.step;
  if (!undo) return step;
  const { needs: _, ...rest } = step;
  return { ...rest, action: { kind: 'run', command: undo, answers: [] } };
}

function recorded({ steps }: RunState): RecordedOutputs[] {
  return steps.map(({ step, host, outputs = {}, withheld }) => ({
    ...{ step, host, outputs },
    ...(withheld && { withheld }),
  }));
}
