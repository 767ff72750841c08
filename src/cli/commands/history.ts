/** `runbook history`: the runs recorded on this machine, newest first. */
import { listRuns, type RunRecord } from '../../journal/runs-fs.ts';
import { type Action, text } from '../command.ts';
import { CliError } from '../errors.ts';
import { EXIT } from '../exit-codes.ts';
import { type ShownStatus, shownStatus } from '../liveness-fs.ts';
import { runSummary, statusColor } from '../run-view.ts';
import { tableLines } from '../table.ts';
import { localTime } from '../text.ts';

const LAST = 20;

export const run: Action = async ({ args, options, terminal, stateDir }) => {
  const runs = listRuns(stateDir)
    .filter(({ state }) => args[0] === undefined || state.runbook === args[0])
    .map((record) => ({ ...record, status: shownStatus(stateDir, record) }))
    .filter(({ status }) => options.status === undefined || status === options.status)
    .slice(0, lastCount(text(options, 'last')));
  if (options.json) {
    terminal.json({ runs: runs.map((record) => runSummary(record, record.status)) });
    return EXIT.ok;
  }
  if (runs.length === 0) {
    terminal.note('no run recorded here that matches');
    return EXIT.ok;
  }
  const { out } = terminal.colors;
  const columns = ['RUN', 'STARTED', 'BY', 'RUNBOOK', 'STEPS', 'STATUS'].map((label) => ({
    label,
  }));
  for (const line of tableLines(columns, runs.map(row), out.dim)) terminal.out(line);
  return EXIT.ok;

  function row({ run, state, status }: RunRecord & { status: ShownStatus }): string[] {
    const finished = state.steps.filter(({ status }) => status === 'done' || status === 'skipped');
    return [
      out.cyan(run),
      localTime(state.startedAt),
      state.operator,
      state.runbook,
      `${finished.length}/${state.steps.length}`,
      statusColor(status, out)(status),
    ];
  }
};

function lastCount(given: string | undefined): number {
  if (given === undefined) return LAST;
  const count = Number(given);
  if (Number.isInteger(count) && count > 0) return count;
  throw new CliError(
    EXIT.usage,
    `"${given}" is not a count`,
    '--last takes a whole number, e.g. 5',
  );
}
