/** `runbook history`: the runs recorded on this machine, newest first. */
import { listRuns, type RunRecord } from '../../journal/runs-fs.ts';
import { listUnlocks } from '../../journal/unlocks-fs.ts';
import { type Action, type Invocation, text } from '../command.ts';
import { CliError } from '../errors.ts';
import { EXIT } from '../exit-codes.ts';
import { type ShownStatus, shownStatus } from '../liveness-fs.ts';
import { isOpen, operators, runSummary, statusColor } from '../run-view.ts';
import { tableLines } from '../table.ts';
import { type Colors, outWidth } from '../terminal.ts';
import { duration, localTime } from '../text.ts';
import { sinceWhen } from '../when.ts';

const LAST = 20;

type Listed = RunRecord & { readonly status: ShownStatus };

export const run: Action = async (invocation) => {
  const { options, terminal } = invocation;
  const matching = listed(invocation);
  const runs = matching.slice(0, lastCount(text(options, 'last')));
  if (options.json) {
    const unlocks = listUnlocks(invocation.stateDir);
    terminal.json({ runs: runs.map((record) => runSummary(record, record.status)), unlocks });
    return EXIT.ok;
  }
  for (const line of unlockLines(invocation)) terminal.note(line);
  if (runs.length === 0) {
    terminal.note('no run recorded here that matches');
    return EXIT.ok;
  }
  const { out: colors, err } = terminal.colors;
  const columns = ['RUN', 'STARTED', 'TOOK', 'BY', 'STEPS', 'STATUS', 'RUNBOOK'].map((label) => ({
    label,
  }));
  const rows = runs.map((record) => row(record, colors));
  for (const line of tableLines(columns, rows, colors.dim, outWidth(terminal))) terminal.out(line);
  const more = matching.length - runs.length;
  if (more > 0) terminal.note(err.dim(`${more} more: --last ${matching.length}`));
  return EXIT.ok;
};

function listed({ args, options, stateDir }: Invocation): Listed[] {
  const operator = text(options, 'operator');
  const since = sinceWhen(text(options, 'since'), new Date());
  return listRuns(stateDir)
    .filter(({ state }) => args[0] === undefined || state.runbook === args[0])
    .filter(({ state }) => operator === undefined || operators(state).includes(operator))
    .filter(({ state }) => since === undefined || Date.parse(state.startedAt) >= since.getTime())
    .map((record) => ({ ...record, status: shownStatus(stateDir, record) }))
    .filter(({ status }) => options.status === undefined || status === options.status);
}

function row({ run, state, status }: Listed, colors: Colors): string[] {
  const { startedAt, endedAt, runbook, steps } = state;
  const finished = steps.filter((step) => !isOpen(step)).length;
  const took = endedAt === undefined ? '' : duration(Date.parse(endedAt) - Date.parse(startedAt));
  return [
    colors.cyan(run),
    localTime(startedAt),
    colors.dim(took),
    operators(state).join(', '),
    `${finished}/${steps.length}`,
    statusColor(status, colors)(status),
    runbook,
  ];
}

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

/** Locks that were removed here, of runs whose own journal could not say it. */
function unlockLines({ stateDir, terminal }: Invocation): string[] {
  const { dim } = terminal.colors.err;
  return listUnlocks(stateDir).map(
    ({ at, lock, host, run, operator }) =>
      `${dim('unlocked')} ${localTime(at)} by ${operator}: lock ${lock} of run ${run} ${host ? `on ${host}` : 'on this machine'}`,
  );
}
