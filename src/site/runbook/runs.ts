/** Past runs for each runbook, held against its plan of today. Pure. */
import type { Inventory } from '../../inventory/schema.ts';
import type { RunEvidence } from '../../journal/evidence.ts';
import { paramExample } from '../../plan/param-types.ts';
import { buildPlan } from '../../plan/plan.ts';
import type { DeviceConfigs } from '../../plan/render-block.ts';
import type { Runbook } from '../../runbook/model.ts';
import type { RunbookSurroundings } from '../runbooks.ts';
import { type PlanWith, stepRuns } from './evidence.ts';

/** @param runs of all runbooks */
export function runsFor(
  runs: readonly RunEvidence[],
  inventory: Inventory,
  configs: DeviceConfigs,
): NonNullable<RunbookSurroundings['runsOf']> {
  const byRunbook = Map.groupBy(runs, ({ state }) => state.runbook);
  return (runbook, hosts) =>
    stepRuns(
      byRunbook.get(runbook.name) ?? [],
      hosts,
      cached(planner(runbook, inventory, configs)),
    );
}

/** What the runbook would do today with a run's parameters, as far as it still has them. */
function planner(runbook: Runbook, inventory: Inventory, configs: DeviceConfigs): PlanWith {
  return (given) => {
    const known = runbook.params.filter(({ name }) => Object.hasOwn(given, name));
    const params = Object.fromEntries(known.map(({ name }) => [name, given[name] ?? '']));
    const missingParam = (param: Runbook['params'][number]): string =>
      paramExample(param, inventory);
    const built = buildPlan({ runbook, inventory, configs, params, missingParam });
    return built.ok ? built.plan : undefined;
  };
}

/** Most runs have the same parameters. */
function cached(planWith: PlanWith): PlanWith {
  const plans = new Map<string, ReturnType<PlanWith>>();
  return (params) => {
    const key = JSON.stringify(Object.entries(params).sort());
    if (!plans.has(key)) plans.set(key, planWith(params));
    return plans.get(key);
  };
}
