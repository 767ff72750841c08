/** May this version go on with a journal? Pure. */
import { type Problem, ProblemError } from '../problem/problem.ts';
import type { Decoded } from './decode.ts';
import type { EntryOf } from './entries.ts';

/** Of the journals that are written now. 2: records are chained by `prev`. */
export const FORMAT = 2;

/**
 * @param name of the run's folder: hosts and locks know the run by the recorded one
 * @returns the record that the run began with
 * @throws ProblemError when nothing may be written after what was found
 */
export function resumableStart(
  { entries, damage }: Decoded,
  folder: string,
  name: string,
): EntryOf<'run-started'> {
  if (damage) throw new ProblemError([damage]);
  const [start] = entries as [EntryOf<'run-started'>];
  if (start.format !== FORMAT) throw new ProblemError([otherFormat(start, folder)]);
  if (start.run !== name) throw new ProblemError([renamed(start.run, folder)]);
  return start;
}

function otherFormat({ format, version }: EntryOf<'run-started'>, folder: string): Problem {
  const older = format < FORMAT;
  return {
    rule: 'journal-format',
    severity: 'error',
    message: `The journal in ${folder} is of ${older ? 'an older' : 'a newer'} version of runbook`,
    expected: `format ${FORMAT}`,
    actual: `format ${format}, written by version ${version}`,
    hint: older
      ? 'It can be read (runbook status), but not resumed: finish that run with the version that began it, or start a new one.'
      : 'Resume it with that version of runbook.',
  };
}

function renamed(run: string, folder: string): Problem {
  return {
    rule: 'journal-folder',
    severity: 'error',
    message: `The folder ${folder} holds the journal of another run`,
    expected: `a folder named ${run}`,
    hint: 'Hosts and locks know a run by its id: give the folder that name.',
  };
}
