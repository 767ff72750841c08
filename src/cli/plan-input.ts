/** From the command line and the project to a plan. */
import type { Complete } from '../executor/step/outputs.ts';
import { loadInventory } from '../inventory/load-fs.ts';
import type { Inventory } from '../inventory/schema.ts';
import { completeStep } from '../plan/complete-step.ts';
import type { Plan } from '../plan/model.ts';
import { buildPlan } from '../plan/plan.ts';
import type { DeviceConfigs } from '../plan/render-block.ts';
import { ProblemError } from '../problem/problem.ts';
import { loadRunbook } from '../runbook/load-fs.ts';
import type { Runbook } from '../runbook/model.ts';
import { type OptionValues, text, texts } from './command.ts';
import { loadConfigs } from './configs-fs.ts';
import { CliError } from './errors.ts';
import { EXIT } from './exit-codes.ts';
import { hidingSecrets } from './hide-secrets.ts';

export interface PlanInput {
  readonly params: Readonly<Record<string, string>>;
  /** `--limit`, `--step`, `--start-at` as given, by name; absent ones are left out. */
  readonly selection: Readonly<Record<string, string>>;
}

/** @throws CliError on a `--var` that isn't `name=value` */
export function planInput(options: OptionValues): PlanInput {
  const selection = {
    limit: joined(texts(options, 'limit')),
    step: joined(texts(options, 'step')),
    'start-at': text(options, 'startAt'),
  };
  return {
    params: Object.fromEntries(texts(options, 'var').map(variable)),
    selection: Object.fromEntries(
      Object.entries(selection).filter((pair): pair is [string, string] => pair[1] !== undefined),
    ),
  };
}

/** What may be given more than once adds up. */
function joined(values: readonly string[]): string | undefined {
  return values.length > 0 ? values.join(',') : undefined;
}

function variable(given: string): [string, string] {
  const sign = given.indexOf('=');
  if (sign > 0) return [given.slice(0, sign), given.slice(sign + 1)];
  throw new CliError(EXIT.usage, `--var takes name=value, not "${given}"`, '--var port=8443');
}

/** What a plan is made from, read from the project. */
export interface PlanSource {
  readonly runbook: Runbook;
  readonly inventory: Inventory;
  readonly configs: DeviceConfigs | undefined;
}

/** Reads a runbook and what its templates may name. @throws ProblemError */
export async function readPlanSource(root: string, nameOrPath: string): Promise<PlanSource> {
  const { inventory } = loadInventory(root);
  const runbook = loadRunbook(root, nameOrPath);
  return { inventory, runbook, configs: await loadConfigs(root, inventory, [runbook]) };
}

/** A plan again, with the values of its secrets; itself when it has none. @throws ProblemError */
export function planWith(
  secrets: Readonly<Record<string, string>>,
  plan: Plan,
  source: PlanSource,
  input: PlanInput,
): Plan {
  return plan.secrets.length === 0 ? plan : planOrThrow(source, input, secrets);
}

/** @throws ProblemError with all that is wrong */
export function planOrThrow(
  source: PlanSource,
  input: PlanInput,
  secrets?: Readonly<Record<string, string>>,
): Plan {
  const { selection, params } = input;
  return hidingSecrets(secrets ?? {}, () => {
    const built = buildPlan({
      ...source,
      params,
      secrets,
      limit: selection.limit,
      steps: selection.step?.split(','),
      startAt: selection['start-at'],
    });
    if (!built.ok) throw new ProblemError(built.problems);
    return built.plan;
  });
}

/** Renders a step of the same plan again, with what earlier steps gave. */
export function completer(
  source: PlanSource,
  { params }: PlanInput,
  secrets: Readonly<Record<string, string>>,
): Complete {
  return (step, recorded) =>
    hidingSecrets(secrets, () => completeStep({ ...source, params, secrets }, step, recorded));
}
