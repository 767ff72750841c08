/** The recorded run that a command line means. */
import { findRun, listRuns, type RunRecord } from '../journal/runs-fs.ts';
import type { StepState } from '../journal/state.ts';
import { ProblemError } from '../problem/problem.ts';
import { didYouMean } from '../problem/suggest.ts';
import { CliError } from './errors.ts';
import { EXIT } from './exit-codes.ts';

/**
 * @param given an id, its beginning, or its last six letters; the last run when absent
 * @throws CliError, ProblemError when there is none, or more than one
 */
export function recordedRun(stateDir: string, given: string | undefined): RunRecord {
  if (given !== undefined) return findRun(stateDir, given);
  const [last] = listRuns(stateDir);
  if (last) return last;
  throw new CliError(EXIT.usage, 'no run is recorded on this machine', 'runbook run NAME');
}

/** An id, its beginning from four digits on, or its random end. */
const RUN_ID = /^(\d{4,8}|\d{8}-[\da-f-]*|[\da-f]{6})$/;

export function looksLikeRun(word: string): boolean {
  return RUN_ID.test(word);
}

/**
 * The run that a word means that may be something else as well; undefined when there is none.
 * @throws ProblemError when it means several
 */
export function runMeant(stateDir: string, word: string): RunRecord | undefined {
  if (!looksLikeRun(word)) return undefined;
  try {
    return findRun(stateDir, word);
  } catch (error) {
    const unknown = error instanceof ProblemError && error.problems[0]?.rule === 'run-unknown';
    if (unknown) return undefined;
    throw error;
  }
}

/**
 * A step of a run, as `step`, or `step@host` when several hosts have it.
 * @throws CliError when there is none, or several
 */
export function stepMeant({ state }: RunRecord, wanted: string): StepState {
  const names = state.steps.map(({ step, host }) => `${step}@${host}`);
  const found = state.steps.filter(
    ({ step, host }) => wanted === step || wanted === `${step}@${host}`,
  );
  if (found.length > 1)
    throw new CliError(EXIT.usage, `several hosts have the step "${wanted}"`, names.join(', '));
  if (found[0]) return found[0];
  throw new CliError(EXIT.usage, `no step "${wanted}" in this run`, didYouMean(wanted, names));
}
