/** From the command line to a plan: parameters, selection. */
import type { Inventory } from '../inventory/schema.ts';
import type { Plan } from '../plan/model.ts';
import { buildPlan } from '../plan/plan.ts';
import { ProblemError } from '../problem/problem.ts';
import type { Runbook } from '../runbook/model.ts';
import { type OptionValues, text, texts } from './command.ts';
import { CliError } from './errors.ts';
import { EXIT } from './exit-codes.ts';

export interface PlanInput {
  readonly params: Readonly<Record<string, string>>;
  /** `--limit`, `--step`, `--start-at` as given, by name; absent ones are left out. */
  readonly selection: Readonly<Record<string, string>>;
}

/** @throws CliError on a `--var` that isn't `name=value` */
export function planInput(options: OptionValues): PlanInput {
  const steps = texts(options, 'step');
  const selection = {
    limit: text(options, 'limit'),
    step: steps.length > 0 ? steps.join(',') : undefined,
    'start-at': text(options, 'startAt'),
  };
  return {
    params: Object.fromEntries(texts(options, 'var').map(variable)),
    selection: Object.fromEntries(
      Object.entries(selection).filter((pair): pair is [string, string] => pair[1] !== undefined),
    ),
  };
}

function variable(given: string): [string, string] {
  const sign = given.indexOf('=');
  if (sign > 0) return [given.slice(0, sign), given.slice(sign + 1)];
  throw new CliError(EXIT.usage, `--var takes name=value, not "${given}"`, '--var port=8443');
}

/** @throws ProblemError with all that is wrong */
export function planOrThrow(
  runbook: Runbook,
  inventory: Inventory,
  input: PlanInput,
  secrets?: Readonly<Record<string, string>>,
): Plan {
  const { selection, params } = input;
  const built = buildPlan({
    runbook,
    inventory,
    params,
    secrets,
    limit: selection.limit,
    steps: selection.step?.split(','),
    startAt: selection['start-at'],
  });
  if (!built.ok) throw new ProblemError(built.problems);
  return built.plan;
}
