/** The runs of a state folder: all of them, or one by the beginning of its id. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Problem, ProblemError } from '../problem/problem.ts';
import type { Entry } from './entries.ts';
import { JOURNAL_FILE, readJournal } from './file-fs.ts';
import { replay } from './fold.ts';
import { folderNames } from './folder-fs.ts';
import type { RunState } from './state.ts';

export interface RunRecord {
  /** Id: the folder's name. */
  readonly run: string;
  readonly folder: string;
  readonly state: RunState;
  readonly entries: readonly Entry[];
  /** From this record on, nothing of the journal can be believed: `state` is what is before. */
  readonly damage?: Problem;
  /** What is wrong with the journal, the damage included. The run is listed all the same. */
  readonly problems: readonly Problem[];
}

/** Newest first, to the millisecond; none when the folder isn't there. @throws ProblemError when it can't be listed */
export function listRuns(stateDir: string): RunRecord[] {
  return runIds(stateDir)
    .map((run) => readRun(join(stateDir, run), run))
    .sort(newestFirst);
}

/** By the second in the id, which a damaged journal has too; within it by the recorded start. */
function newestFirst(a: RunRecord, b: RunRecord): number {
  const second = (record: RunRecord): string => record.run.slice(0, '20261231-235959'.length);
  return second(b).localeCompare(second(a)) || b.state.startedAt.localeCompare(a.state.startedAt);
}

/**
 * The run whose id begins with `prefix`; failing that, ends with it (its random part).
 * @throws ProblemError when there is none, or more than one (each is named).
 */
export function findRun(stateDir: string, prefix: string): RunRecord {
  const ids = runIds(stateDir);
  const beginning = ids.filter((id) => id.startsWith(prefix));
  const found = beginning.length > 0 ? beginning : ids.filter((id) => id.endsWith(prefix));
  if (found.length === 1 && found[0]) return readRun(join(stateDir, found[0]), found[0]);
  const names = found.length > 0 ? found : ids;
  throw new ProblemError([
    {
      rule: found.length > 0 ? 'run-ambiguous' : 'run-unknown',
      severity: 'error',
      message:
        found.length > 0
          ? `${found.length} runs begin with “${prefix}”`
          : `No run begins with “${prefix}”`,
      expected: names.length > 0 ? names.slice(0, 10).join(', ') : 'a run; there is none yet',
      actual: prefix,
      hint: 'runbook history lists the runs; the last six letters of an id are enough.',
    },
  ]);
}

function runIds(stateDir: string): string[] {
  return folderNames(stateDir)
    .filter((name) => existsSync(join(stateDir, name, JOURNAL_FILE)))
    .sort()
    .reverse();
}

function readRun(folder: string, run: string): RunRecord {
  try {
    const { entries, problems, damage } = readJournal(folder);
    const { state, problems: contradictions } = replay(entries, damage !== undefined);
    return {
      run,
      folder,
      entries,
      damage,
      state: { ...state, run },
      problems: [...problems, ...contradictions],
    };
  } catch (error) {
    const message = `The journal in ${folder} can not be read: ${(error as Error).message}`;
    const problem: Problem = { rule: 'journal-read', severity: 'error', message };
    const state = { ...replay([]).state, run };
    return { run, folder, entries: [], state, damage: problem, problems: [problem] };
  }
}
