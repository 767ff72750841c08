/** Where an undo follows from something else: a resume of one, or a run that failed. */
import { findRun, type RunRecord } from '../../journal/runs-fs.ts';
import { flag, isInteractive, type OptionValues, text } from '../command.ts';
import { CliError, report } from '../errors.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { RecordedInvocation } from '../recording/recording.ts';
import { isResumable } from '../run-view.ts';
import { undoRun } from './undoing.ts';

/** `resume` of a run that is being taken back goes on in that direction only. @throws CliError */
export function resumeUndo(invocation: RecordedInvocation, record: RunRecord): Promise<ExitCode> {
  if (isResumable(record.state)) return undoRun(invocation, { record, begun: true });
  const { runbook, status } = record.state;
  const what = status === 'undone' ? 'was undone' : 'was taken back in part';
  throw new CliError(
    EXIT.usage,
    `${record.run} ${what}: it is not gone on with`,
    `runbook run ${runbook} starts a new run`,
  );
}

export function undoesOnFailure(options: OptionValues): boolean {
  return text(options, 'onFailure') === 'undo';
}

/**
 * `--on-failure undo`: takes back what the run did, when it failed. What the run ended with
 * stays its exit code.
 */
export async function undoAfterFailure(
  invocation: RecordedInvocation,
  run: string,
  code: ExitCode,
): Promise<ExitCode> {
  const { options, terminal, stateDir } = invocation;
  if (!undoesOnFailure(options) || code === EXIT.ok) return code;
  const record = findRun(stateDir, run);
  if (record.state.status !== 'failed') {
    terminal.note(`not undone: it did not fail, it is ${record.state.status}`);
    return code;
  }
  const sure = flag(options, 'yes');
  if (!sure && !isInteractive(invocation)) {
    terminal.note(`not undone: nobody can be asked. runbook undo ${run}`);
    return code;
  }
  terminal.note(`${terminal.colors.err.bold('undo')}: taking back what this run did`);
  await undoRun(invocation, { record, afterFailure: sure }).catch((error: unknown) => {
    report(error, terminal, false);
  });
  return code;
}
