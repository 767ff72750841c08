/**
 * What became of a runbook's steps when they were last carried out, from the journals that
 * the build was given. Pure.
 *
 * Only what a `StepRun` names reaches a page: no parameter, no output, no detail.
 */
import type { Attempt, RunEvidence, StepEvidence } from '../../journal/evidence.ts';
import type { Plan, PlannedStep } from '../../plan/model.ts';

/** `satisfied`: its check said that there was nothing to do. `declared`: a person said so. */
export type Outcome =
  | 'done'
  | 'satisfied'
  | 'declared'
  | 'skipped'
  | 'failed'
  | 'unknown'
  | 'undone';

/** The last time that a step was carried out on a host. */
export interface StepRun {
  readonly host: string;
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly operator: string;
  readonly outcome: Outcome;
  readonly durationMs?: number;
  /** What was run, beside today's text: `edited` on the page, or `changed` by the inventory. */
  readonly text: 'same' | 'edited' | 'changed';
}

/** Today's plan with the parameters of a run; undefined when they don't fit any more. */
export type PlanWith = (params: Readonly<Record<string, string>>) => Plan | undefined;

/** By step: its last run on each host, in the order of `hosts`. */
export function stepRuns(
  runs: readonly RunEvidence[],
  hosts: readonly string[],
  planWith: PlanWith,
): Record<string, StepRun[]> {
  const last = new Map<string, { readonly step: string; readonly run: StepRun }>();
  for (const evidence of runs) {
    const planned = plannedSteps(planWith(evidence.state.params));
    for (const one of evidence.steps) {
      const { step, host } = one.state;
      const run = stepRun(one, evidence, planned.get(`${step} ${host}`));
      const known = last.get(`${step} ${host}`);
      if (run && (!known || known.run.at < run.at)) last.set(`${step} ${host}`, { step, run });
    }
  }
  const byStep: Record<string, StepRun[]> = Object.create(null);
  for (const { step, run } of last.values()) byStep[step] = [...(byStep[step] ?? []), run];
  for (const list of Object.values(byStep)) list.sort(inOrderOf(hosts));
  return byStep;
}

function plannedSteps(plan: Plan | undefined): ReadonlyMap<string, PlannedStep> {
  return new Map((plan?.steps ?? []).map((step) => [`${step.id} ${step.host}`, step]));
}

function inOrderOf(hosts: readonly string[]): (a: StepRun, b: StepRun) => number {
  const at = ({ host }: StepRun): number => (hosts.includes(host) ? hosts.indexOf(host) : 1e6);
  return (a, b) => at(a) - at(b) || a.host.localeCompare(b.host);
}

function stepRun(
  { state, happenings }: StepEvidence,
  { sessions, state: run }: RunEvidence,
  planned: PlannedStep | undefined,
): StepRun | undefined {
  const last = happenings.at(-1);
  const attempt = happenings.findLast((one): one is Attempt => one.kind === 'attempt');
  if (last === undefined || state.status === 'pending') return undefined;
  const at = (attempt && (attempt.endedAt ?? attempt.startedAt)) ?? state.endedAt;
  if (at === undefined) return undefined;
  const { durationMs } = attempt ?? {};
  return {
    host: state.host,
    at,
    operator: sessions[last.session]?.operator ?? run.operator,
    outcome: outcomeOf(state.status, attempt),
    ...(durationMs !== undefined && { durationMs }),
    text: textOf(attempt?.hash ?? state.hash, state.sourceHash, planned),
  };
}

function outcomeOf(status: StepEvidence['state']['status'], attempt: Attempt | undefined): Outcome {
  if (status === 'undone' || status === 'failed' || status === 'unknown') return status;
  if (attempt?.result === 'skipped') return 'satisfied';
  if (attempt?.result === 'ok' || attempt?.result === 'changed') return 'done';
  return status === 'skipped' ? 'skipped' : 'declared';
}

function textOf(
  hash: string,
  sourceHash: string,
  planned: PlannedStep | undefined,
): StepRun['text'] {
  if (planned?.hash === hash) return 'same';
  return planned?.sourceHash === sourceHash ? 'changed' : 'edited';
}
