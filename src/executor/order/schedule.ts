/** Which steps may go side by side, and which wait for which. Pure. */
import type { Plan, PlannedStep } from '../../plan/model.ts';
import type { ResumeItem } from '../../plan/resume.ts';

/** A step on a host, and its place in the plan. */
export interface Item {
  readonly step: PlannedStep;
  /** 1 for the plan's first. */
  readonly index: number;
  /** What an earlier session of the run left of it. */
  readonly found?: ResumeItem;
}

/** What goes on together. The next round begins when all of this one has ended. */
export interface Round {
  /** One for each host; a lane's items one after another. */
  readonly lanes: readonly (readonly Item[])[];
  /** How many lanes at once. */
  readonly width: number;
}

/**
 * By step: a round is a step on its hosts. By host: there is one round, and a lane is a
 * host's steps. One host at a time, unless `forks`, a step or the runbook says otherwise.
 * @param forks how many hosts at once, whatever the runbook says
 * @param found one for each of the plan's steps, in its order
 */
export function rounds(
  plan: Plan,
  forks: number | undefined,
  found: readonly ResumeItem[] = [],
): Round[] {
  const items = plan.steps.map((step, at): Item => ({ step, index: at + 1, found: found[at] }));
  if (plan.order === 'by-host') {
    const lanes = [...Map.groupBy(items, ({ step }) => step.host).values()];
    return [{ lanes, width: forks ?? (plan.steps.some(isRisky) ? 1 : plan.parallel) ?? 1 }];
  }
  return neighbours(items).map((same) => ({
    lanes: same.map((item) => [item]),
    width: widthOf(same, plan, forks),
  }));
}

/** Items of the same step that follow one another: the plan's order is never changed. */
function neighbours(items: readonly Item[]): Item[][] {
  const groups: Item[][] = [];
  for (const item of items) {
    const last = groups.at(-1);
    if (last?.[0]?.step.id === item.step.id) last.push(item);
    else groups.push([item]);
  }
  return groups;
}

/**
 * What takes a host away, or could, is done on one host at a time whatever the page says:
 * only who runs it knows how many may be away at once.
 */
function isRisky({ reboots, revertMs }: PlannedStep): boolean {
  return reboots === true || revertMs !== undefined;
}

function widthOf(same: readonly Item[], plan: Plan, forks: number | undefined): number {
  if (forks !== undefined) return forks;
  if (same.some(({ step }) => isRisky(step))) return 1;
  return same[0]?.step.parallel ? same.length : (plan.parallel ?? 1);
}
