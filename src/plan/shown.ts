/** The plan that a page shows: of every step, before anybody has given a value. Pure. */
import { createHash } from 'node:crypto';
import type { Inventory } from '../inventory/schema.ts';
import type { Runbook } from '../runbook/model.ts';
import type { Plan } from './model.ts';
import { paramExample, paramPlaceholder } from './param-types.ts';
import { buildPlan, type PlanRequest, type PlanResult } from './plan.ts';
import type { DeviceConfigs } from './render-block.ts';

/**
 * Parameters have their defaults, others `‹name›`; where a template looks something up by
 * one, which needs a value that exists, an example.
 */
export function shownPlan(
  runbook: Runbook,
  inventory: Inventory,
  configs?: DeviceConfigs,
): PlanResult {
  const request: PlanRequest = { runbook, inventory, params: {}, ...(configs && { configs }) };
  const shown = buildPlan({ ...request, missingParam: paramPlaceholder });
  if (shown.ok) return shown;
  return buildPlan({ ...request, missingParam: (param) => paramExample(param, inventory) });
}

/** Tells whether two plans say the same: of all texts, on all targets, in their order. */
export function planHash({ steps }: Pick<Plan, 'steps'>): string {
  const lines = steps.map(({ id, host, hash }) => `${id} ${host} ${hash}\n`);
  return createHash('sha256').update(lines.join('')).digest('hex').slice(0, 16);
}
