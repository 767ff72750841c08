/** Runbooks by when they are wanted. Pure. */

import type { SiteRunbook } from '../runbooks.ts';
import type { StepRun } from './evidence.ts';

export type Use = 'outage' | 'looking' | 'changing' | 'historical';

/** In the order of the page; those of which there are none are left out. */
export function byUse(
  runbooks: readonly SiteRunbook[],
  outage: readonly string[],
): [Use, SiteRunbook[]][] {
  const order: readonly Use[] = ['outage', 'looking', 'changing', 'historical'];
  const groups = Map.groupBy(runbooks, (runbook) => useOf(runbook, outage));
  return order.flatMap((use) => {
    const found = groups.get(use);
    return found ? [[use, found]] : [];
  });
}

function useOf({ name, historical, steps }: SiteRunbook, outage: readonly string[]): Use {
  if (outage.includes(name)) return 'outage';
  if (historical) return 'historical';
  return steps.every(({ kind }) => kind === 'reads') ? 'looking' : 'changing';
}

/** The newest of all steps, on whichever host. */
export function lastRun({ runs }: SiteRunbook): StepRun | undefined {
  return Object.values(runs)
    .flat()
    .toSorted((a, b) => b.at.localeCompare(a.at))[0];
}
