/** Reads the folder of journals that a build is given. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { type RunEvidence, runEvidence } from '../../journal/evidence.ts';
import { listRuns } from '../../journal/runs-fs.ts';
import type { Problem } from '../../problem/problem.ts';

export interface ReadRuns {
  readonly runs: readonly RunEvidence[];
  /** A journal that is damaged is told of; what is before the damage still counts. */
  readonly warnings: readonly Problem[];
}

/** @param folder relative to the project's root, or absolute; none when undefined. */
export function readRuns(root: string, folder: string | undefined): ReadRuns {
  if (folder === undefined || folder === '') return { runs: [], warnings: [] };
  const path = resolve(root, folder);
  if (!existsSync(path)) return { runs: [], warnings: [noFolder(path)] };
  const records = listRuns(path);
  return {
    runs: records.map(({ entries, state }) => runEvidence(entries, state)),
    warnings: records.flatMap(({ problems }) => problems.map(asWarning)),
  };
}

function asWarning(problem: Problem): Problem {
  const { message } = problem;
  return { ...problem, severity: 'warning', message: `a journal for the pages: ${message}` };
}

function noFolder(path: string): Problem {
  return {
    rule: 'journals-missing',
    severity: 'warning',
    message: `there is no folder of journals at ${path}: the pages show no past run`,
    hint: '"journals:" in content/site.yaml, or RUNBOOK_JOURNALS, names it; usually ~/.local/state/runbook',
  };
}
