/** `runbook undo`: takes back what a run did, the last step first. */
import { findRun } from '../../journal/runs-fs.ts';
import { ProblemError } from '../../problem/problem.ts';
import type { Action } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { recorded } from '../recording/recording.ts';
import { undoRun } from '../undo/undoing.ts';

export const run: Action = recorded(async (invocation) => {
  const { args, stateDir, terminal } = invocation;
  const record = findRun(stateDir, args[0] as string);
  if (record.damage) throw new ProblemError([record.damage]);
  if (record.state.status === 'undone') {
    terminal.note(`${record.run} is undone already`);
    return EXIT.ok;
  }
  return undoRun(invocation, { record });
});
