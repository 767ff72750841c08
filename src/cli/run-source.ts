/** The runbook of a recorded run, as it is today: also when its file has another name since. */
import type { RunRecord } from '../journal/runs-fs.ts';
import { ProblemError } from '../problem/problem.ts';
import { listRunbooks } from '../runbook/list-fs.ts';
import { loadRunbooks } from '../runbook/load-fs.ts';
import { type PlanSource, readPlanSource } from './plan-input.ts';

/**
 * @param given `--runbook`: its name today
 * @throws ProblemError when it is gone, naming those that have the run's steps
 */
export async function readRunSource(
  root: string,
  record: RunRecord,
  given: string | undefined,
): Promise<PlanSource> {
  const name = given ?? record.state.runbook;
  const known = given !== undefined || listRunbooks(root).some((found) => found.name === name);
  if (known) return readPlanSource(root, name);
  throw new ProblemError([gone(root, record)]);
}

function gone(root: string, { run, entries, state }: RunRecord) {
  const file = entries.find((entry) => entry.type === 'run-started')?.file ?? state.runbook;
  const [alike] = successors(
    root,
    state.steps.map(({ step }) => step),
  );
  return {
    rule: 'runbook-gone',
    severity: 'error',
    message: `the runbook of this run, "${state.runbook}", is no longer there`,
    expected: file,
    hint:
      alike === undefined
        ? `put it back (git log -- ${file}), or name what it is called now: --runbook NAME`
        : `"${alike}" has its steps: runbook resume ${run} --runbook ${alike}`,
  } as const;
}

/** Names of the runbooks that have most of the steps, the likeliest first. */
function successors(root: string, steps: readonly string[]): string[] {
  const wanted = new Set(steps);
  return loadRunbooks(root)
    .runbooks.map(({ name, steps: own }) => ({
      name,
      shared: own.filter(({ id }) => wanted.has(id)).length,
    }))
    .filter(({ shared }) => shared > wanted.size / 2)
    .sort((a, b) => b.shared - a.shared)
    .map(({ name }) => name);
}
