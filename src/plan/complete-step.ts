/** A planned step, rendered again with what earlier steps gave. Pure. */
import type { PlannedStep } from './model.ts';
import { type PlanRequest, scopesOf } from './plan.ts';
import { planStep, type StepPlan, type StepScope } from './plan-step.ts';
import { findOutput, outputsFor, type RecordedOutputs } from './step-outputs.ts';
import { usedNames } from './used-names.ts';

/**
 * The step as it is sent: of the same request as the plan, and with the same hash.
 * @param recorded what the steps of the run gave so far, each host's
 */
export function completeStep(
  request: PlanRequest,
  { id, host }: Pick<PlannedStep, 'id' | 'host'>,
  recorded: readonly RecordedOutputs[],
): StepPlan {
  const { runbook } = request;
  const step = runbook.steps.find((one) => one.id === id);
  if (!step) throw new Error(`the runbook ${runbook.name} has no step ${id}`);
  const { scopes, problems } = scopesOf([host], request, usedNames('params', runbook, [step]));
  if (problems.length > 0) return { ok: false, problems };
  const lookUp = (ref: Parameters<typeof findOutput>[2]) => findOutput(recorded, host, ref);
  const outputs = { ...outputsFor(runbook, step), lookUp };
  return planStep(step, { ...(scopes.get(host) as StepScope), outputs });
}
