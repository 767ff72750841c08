/** The steps of a plan, each with all its hosts: what can be shown once for all of them. */
import type { ExecutorEvent } from '../executor/events.ts';
import type { Plan, PlannedStep } from '../plan/model.ts';
import { actionText } from './progress.ts';

type PhaseName = Extract<ExecutorEvent, { type: 'phase' }>['phase'];

/** A step with all its hosts. */
export interface StepOnHosts {
  /** 1 for the plan's first. */
  readonly number: number;
  readonly hosts: readonly string[];
  /** Do all hosts show the same of a phase? */
  readonly alike: Readonly<Partial<Record<PhaseName, boolean>>>;
}

/** By the step's id, in the plan's order. */
export function stepsOnHosts(plan: Plan): Map<string, StepOnHosts> {
  const groups = Map.groupBy(plan.steps, ({ id }) => id);
  return new Map(
    [...groups].map(([id, steps], at) => {
      const hosts = steps.map(({ host }) => host);
      return [id, { number: at + 1, hosts, alike: alikeOf(steps, plan) }];
    }),
  );
}

function alikeOf(steps: readonly PlannedStep[], plan: Plan): StepOnHosts['alike'] {
  // What other steps give is known on the host only, and each has its own.
  if (steps.some(({ needs }) => needs)) return {};
  const same = (text: (step: PlannedStep) => string | undefined): boolean =>
    new Set(steps.map(text)).size === 1;
  return {
    action: same(({ action }) => actionText(action)),
    check: same(({ check }) => check?.script),
    verify: same(({ verify }) => verify?.script),
    invariant: same(({ host }) => plan.invariants[host]?.map(({ script }) => script).join('\n')),
  };
}
