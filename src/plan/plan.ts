/**
 * Runbook + inventory + parameters → plan: every step on every target, rendered,
 * quoted and in order. It invents nothing: what depends on the run isn't in it. Pure.
 */
import { byPlace, type Problem } from '../problem/problem.ts';
import type { Param } from '../runbook/model.ts';
import { type Finding, mergeFindings } from './findings.ts';
import type { Plan, PlannedCommand, PlannedStep } from './model.ts';
import { outputProblems } from './output-order.ts';
import { resolveParams, unknownParams } from './params.ts';
import { planInvariant, planStep, type StepScope } from './plan-step.ts';
import { type DeviceConfigs, secretPlaceholders } from './render-block.ts';
import { type SelectedStep, type SelectionRequest, selectSteps } from './selection.ts';
import { outputsFor } from './step-outputs.ts';
import { platformOf } from './targets.ts';
import { usedNames } from './used-names.ts';

export interface PlanRequest extends SelectionRequest {
  /** As given by `--var`. */
  readonly params: Readonly<Record<string, string>>;
  /** Values by name. Without them the plan shows `‹secret:name›`, and can't be executed. */
  readonly secrets?: Readonly<Record<string, string>>;
  /** Rendered configurations, which `configs.<name>` names for each target. */
  readonly configs?: DeviceConfigs;
  /** Stands in for a parameter without value; without it, that is a problem. */
  readonly missingParam?: (param: Param) => string;
}

export type PlanResult =
  | { readonly ok: true; readonly plan: Plan }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Builds the plan, or reports every problem of every step and target. */
export function buildPlan(request: PlanRequest): PlanResult {
  const { runbook } = request;
  const selection = selectSteps(request);
  const hosts = [...new Set(selection.steps.flatMap((selected) => selected.hosts))];
  const steps = selection.steps.map(({ step }) => step);
  // With stand-ins for missing values, all are checked: that is a validation.
  const needed = request.missingParam ? undefined : usedNames('params', runbook, steps);
  const { scopes, problems: paramProblems } = scopesOf(hosts, request, needed);
  const planned = planSteps(selection.steps, scopes, runbook);
  const invariants = planInvariants(request, scopes);
  const { order } = runbook;
  const ordered = inOrder(planned.steps, order, hosts);
  const problems = [
    ...unknownParams(runbook, request.params),
    ...selection.problems,
    ...paramProblems,
    ...planned.problems,
    ...invariants.problems,
    ...outputProblems(ordered),
  ].sort(byPlace);
  if (problems.length > 0) return { ok: false, problems };
  const { name, file, title, historical } = runbook;
  return {
    ok: true,
    plan: {
      ...{ runbook: name, file, title, historical, order, hosts },
      params: sharedParams(scopes, (name) => needed?.has(name) !== false || name in request.params),
      ...(runbook.parallel !== undefined && { parallel: runbook.parallel }),
      secrets: [...usedNames('secrets', runbook, steps)],
      steps: ordered,
      invariants: invariants.byHost,
    },
  };
}

type Scopes = ReadonlyMap<string, StepScope>;

/** What the blocks may name on each host. */
export function scopesOf(
  hosts: readonly string[],
  { runbook, inventory, params: given, secrets, configs, missingParam: missing }: PlanRequest,
  needed: ReadonlySet<string> | undefined,
): { scopes: Scopes; problems: Problem[] } {
  const placeholders = secretPlaceholders(runbook);
  const findings: Finding[] = [];
  const scopes = new Map<string, StepScope>();
  for (const host of hosts) {
    const params = resolveParams({ runbook, inventory, given, host, missing, configs, needed });
    findings.push(...params.problems.map((problem) => ({ host, problem })));
    scopes.set(host, {
      ...{ inventory, host, params: params.values, placeholders, configs },
      platform: platformOf(host, inventory) ?? 'unknown',
      secrets: { ...placeholders, ...secrets },
    });
  }
  return { scopes, problems: mergeFindings(findings, hosts) };
}

function planSteps(
  selected: readonly SelectedStep[],
  scopes: Scopes,
  runbook: PlanRequest['runbook'],
): { steps: PlannedStep[]; problems: Problem[] } {
  const steps: PlannedStep[] = [];
  const problems = selected.flatMap(({ step, hosts }) => {
    const findings: Finding[] = [];
    const outputs = outputsFor(runbook, step);
    for (const host of hosts) {
      const result = planStep(step, { ...(scopes.get(host) as StepScope), outputs });
      if (result.ok) steps.push(result.step);
      else findings.push(...result.problems.map((problem) => ({ host, problem })));
    }
    return mergeFindings(findings, hosts);
  });
  return { steps, problems };
}

/** Invariants are shell commands: a switch has none. */
function planInvariants(
  { runbook }: PlanRequest,
  scopes: Scopes,
): { byHost: Record<string, PlannedCommand[]>; problems: Problem[] } {
  const posix = [...scopes.values()].filter(({ platform }) => platform === 'posix');
  const findings: Finding[] = [];
  const byHost = posix.map((scope): [string, PlannedCommand[]] => {
    const planned = runbook.invariants.map((invariant) => planInvariant(invariant, scope));
    const problems = planned.flatMap((result) => result.problems);
    findings.push(...problems.map((problem) => ({ host: scope.host, problem })));
    return [scope.host, planned.map(({ command }) => command)];
  });
  const hosts = posix.map(({ host }) => host);
  return { byHost: Object.fromEntries(byHost), problems: mergeFindings(findings, hosts) };
}

/** `by-step`: a step on every target, then the next. `by-host`: a target's steps, then the next's. */
function inOrder(
  steps: readonly PlannedStep[],
  order: Plan['order'],
  hosts: readonly string[],
): readonly PlannedStep[] {
  if (order === 'by-step') return steps;
  return hosts.flatMap((host) => steps.filter((step) => step.host === host));
}

/** The parameters of the run: those that matter and have one value for all targets. */
function sharedParams(scopes: Scopes, matters: (name: string) => boolean): Record<string, string> {
  const [first, ...others] = [...scopes.values()].map(({ params }) => params);
  return Object.fromEntries(
    Object.entries(first ?? {}).filter(
      ([name, value]) => matters(name) && others.every((params) => params[name] === value),
    ),
  );
}
