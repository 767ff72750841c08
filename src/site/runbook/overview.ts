/** What must be there before a runbook is begun, and what is known of its last run. Pure. */
import { own } from '../../inventory/path.ts';
import type { SiteRunbook } from '../runbooks.ts';
import type { StepRun } from './evidence.ts';
import type { SiteStep } from './step.ts';

export interface Needs {
  readonly ssh: readonly string[];
  readonly sudo: readonly string[];
  /** Steps that a person carries out elsewhere. */
  readonly manual: number;
  readonly params: readonly string[];
  readonly secrets: readonly string[];
  /** The most that the commands of one host may take; 0 when nothing limits any. */
  readonly timeMs: number;
}

export function needsOf({ steps, params, secrets }: SiteRunbook): Needs {
  const hosts = (of: readonly SiteStep[]): string[] => [
    ...new Set(of.flatMap((step) => step.hosts)),
  ];
  const reached = steps.filter(({ kind }) => kind !== 'manual');
  const times = hosts(steps).map((host) =>
    steps
      .filter((step) => step.hosts.includes(host))
      .reduce((sum, { timeoutMs = 0 }) => sum + timeoutMs, 0),
  );
  return {
    ssh: hosts(reached),
    sudo: hosts(steps.filter(({ sudo }) => sudo)),
    manual: steps.length - reached.length,
    params: params.filter((param) => param.default === undefined).map(({ name }) => name),
    secrets: secrets.map(({ name }) => name),
    timeMs: Math.max(0, ...times),
  };
}

/** Of a step, on whichever host. */
export function newestRun({ runs }: SiteRunbook, { id }: SiteStep): StepRun | undefined {
  return own(runs, id)?.toSorted((a, b) => b.at.localeCompare(a.at))[0];
}

/** The hosts of all steps, in their order: what a reader chooses among. */
export function allHosts({ steps }: SiteRunbook): string[] {
  return [...new Set(steps.flatMap(({ hosts }) => hosts))];
}
