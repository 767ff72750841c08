/** The runbook of a recorded run, as it is today: also when its file has another name since. */
import { existsSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { EntryOf } from '../journal/entries.ts';
import type { RunRecord } from '../journal/runs-fs.ts';
import { ProblemError } from '../problem/problem.ts';
import { listRunbooks } from '../runbook/list-fs.ts';
import { loadRunbooks } from '../runbook/load-fs.ts';
import type { Invocation } from './command.ts';
import { type PlanSource, readPlanSource } from './plan-input.ts';

/**
 * The call, in the run's project: the one that `--root` names or one stands in; in none, the
 * one in which the run was begun, if it still is on this machine. It is said, then.
 */
export function inProjectOf<T extends Invocation>(record: RunRecord, invocation: T): T {
  const { machine, root: place } = startOf(record) ?? {};
  // The same path on another machine is somebody else's folder.
  const begun = machine === hostname() ? place : undefined;
  let found: string | undefined;
  const root = (): string => {
    if (found !== undefined) return found;
    found = invocation.root(begun);
    if (found === begun && !invocation.cwd.startsWith(found))
      invocation.terminal.note(`the project of this run: ${found}`);
    return found;
  };
  return { ...invocation, root };
}

/**
 * @param given `--runbook`: its name today
 * @throws ProblemError when it is gone, naming those that have the run's steps
 */
export async function readRunSource(
  root: string,
  record: RunRecord,
  given: string | undefined,
): Promise<PlanSource> {
  const name = given ?? nameToday(root, record);
  if (name !== undefined) return readPlanSource(root, name);
  throw new ProblemError([gone(root, record)]);
}

/** Its file as it was given, which may be outside the folder of runbooks; moved since, its name. */
function nameToday(root: string, record: RunRecord): string | undefined {
  const file = startOf(record)?.file;
  if (file !== undefined && existsSync(join(root, file))) return file;
  const { runbook } = record.state;
  return listRunbooks(root).some(({ name }) => name === runbook) ? runbook : undefined;
}

function gone(root: string, record: RunRecord) {
  const { run, state } = record;
  const { file = state.runbook, root: begun } = startOf(record) ?? {};
  const steps = state.steps.map(({ step }) => step);
  const [alike] = successors(root, steps);
  const elsewhere = begun !== undefined && begun !== root ? ` (the run was begun in ${begun})` : '';
  return {
    rule: 'runbook-gone',
    severity: 'error',
    message: `the runbook of this run, "${state.runbook}", is not in ${root}${elsewhere}`,
    expected: file,
    hint:
      alike === undefined
        ? `put it back (git log -- ${file}), or name what it is called now: --runbook NAME`
        : `"${alike}" has its steps: runbook resume ${run} --runbook ${alike}`,
  } as const;
}

function startOf({ entries }: RunRecord): EntryOf<'run-started'> | undefined {
  return entries.find((entry) => entry.type === 'run-started');
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
