/** Will a step's outputs be there when another needs them? Known from the order alone. Pure. */
import { byPlace, type Problem } from '../problem/problem.ts';
import type { PlannedStep } from './model.ts';
import type { OutputRef } from './step-outputs.ts';

/** @param steps in the order of execution */
export function outputProblems(steps: readonly PlannedStep[]): Problem[] {
  const problems = steps.flatMap((step, at) =>
    (step.needs ?? []).flatMap((ref) => unready(step, ref, steps.slice(0, at), steps) ?? []),
  );
  return [...new Map(problems.map((one) => [JSON.stringify(one), one])).values()].sort(byPlace);
}

function unready(
  { host, place }: PlannedStep,
  { step: id, key }: OutputRef,
  before: readonly PlannedStep[],
  all: readonly PlannedStep[],
): Problem | undefined {
  const givers = before.filter((step) => step.id === id).map((step) => step.host);
  if (givers.includes(host) || givers.length === 1) return undefined;
  const name = `steps.${id}.${key}`;
  const base = { rule: 'step-output', severity: 'error', place } as const;
  if (givers.length > 1)
    return {
      ...base,
      message: `on ${host}, ${name} could be that of several hosts: ${givers.join(', ')}`,
      hint: `let "${id}" run on ${host} too, or on one host only`,
    };
  const comes = all.some((step) => step.id === id);
  return {
    ...base,
    message: comes
      ? `on ${host}, ${name} is needed before "${id}" is run`
      : `${name} comes from the step "${id}", which is not among those selected`,
    hint: comes ? 'change the order of the targets, or order: by-step' : `select "${id}" too`,
  };
}
