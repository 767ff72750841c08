/** `--limit`, `--step` and `--start-at`: which steps on which targets. */
import type { Inventory } from '../inventory/schema.ts';
import type { Problem } from '../problem/problem.ts';
import { didYouMean } from '../problem/suggest.ts';
import type { Runbook, Step } from '../runbook/model.ts';
import { resolveSelector } from './targets.ts';

export interface SelectionRequest {
  readonly runbook: Runbook;
  readonly inventory: Inventory;
  /** Names or roles, comma-separated: only these of the runbook's targets. */
  readonly limit?: string;
  /** Ids: only these steps. */
  readonly steps?: readonly string[];
  /** Id: from this step on, in the order of the page. */
  readonly startAt?: string;
}

/** A step and the targets on which it is to be done. */
export interface SelectedStep {
  readonly step: Step;
  readonly hosts: readonly string[];
}

export interface Selection {
  readonly steps: readonly SelectedStep[];
  readonly problems: readonly Problem[];
}

/** The selected steps in the order of the page, and every name that can't be selected. */
export function selectSteps(request: SelectionRequest): Selection {
  const { runbook, inventory } = request;
  const problems: Problem[] = unknownSteps(request);
  const all = runbook.steps.map((step): SelectedStep => {
    const selected = resolveSelector(step.on, inventory, step.onPlace ?? step.action.place);
    if (!selected.ok) problems.push(...selected.problems.filter(isNewTo(problems)));
    return { step, hosts: selected.ok ? selected.hosts : [] };
  });
  const limited = limitHosts(all, request, problems);
  const steps = onlySteps(limited, request).filter(({ hosts }) => hosts.length > 0);
  if (steps.length === 0 && problems.length === 0) problems.push(nothingSelected(runbook));
  return { steps, problems };
}

/** Several steps take the frontmatter's selector: what is wrong in it is told once. */
function isNewTo(problems: readonly Problem[]): (problem: Problem) => boolean {
  return ({ message, place }) =>
    !problems.some(
      (known) =>
        known.message === message &&
        known.place?.line === place?.line &&
        known.place?.column === place?.column,
    );
}

function limitHosts(
  steps: readonly SelectedStep[],
  { limit, inventory, runbook }: SelectionRequest,
  problems: Problem[],
): readonly SelectedStep[] {
  if (limit === undefined) return steps;
  const selected = resolveSelector(limit, inventory, undefined);
  if (!selected.ok) {
    problems.push(...selected.problems);
    return steps;
  }
  const targets = new Set(steps.flatMap(({ hosts }) => hosts));
  if (problems.length === 0 && !selected.hosts.some((host) => targets.has(host)))
    problems.push(notTargeted(limit, [...targets], runbook));
  return steps.map(({ step, hosts }) => ({
    step,
    hosts: hosts.filter((host) => selected.hosts.includes(host)),
  }));
}

function onlySteps(
  selected: readonly SelectedStep[],
  { steps: ids, startAt }: SelectionRequest,
): readonly SelectedStep[] {
  const first = selected.findIndex(({ step }) => step.id === startAt);
  const from = startAt === undefined ? selected : selected.slice(Math.max(first, 0));
  return ids === undefined || ids.length === 0
    ? from
    : from.filter(({ step }) => ids.includes(step.id));
}

function unknownSteps({ runbook, steps = [], startAt }: SelectionRequest): Problem[] {
  const known = runbook.steps.map(({ id }) => id);
  const asked = [...steps, ...(startAt === undefined ? [] : [startAt])];
  return [...new Set(asked)]
    .filter((id) => !known.includes(id))
    .map((id) => ({
      rule: 'unknown-step',
      severity: 'error',
      message: `the runbook "${runbook.name}" has no step "${id}"`,
      hint: didYouMean(id, known),
    }));
}

function notTargeted(limit: string, targets: readonly string[], runbook: Runbook): Problem {
  return {
    rule: 'limit',
    severity: 'error',
    message: `no step of "${runbook.name}" is for "${limit}"`,
    expected: `some of its targets: ${targets.join(', ')}`,
  };
}

function nothingSelected(runbook: Runbook): Problem {
  return {
    rule: 'selection-empty',
    severity: 'error',
    message: `no step of "${runbook.name}" is selected`,
    hint: 'a step is selected when --step, --start-at and --limit all keep it',
  };
}
