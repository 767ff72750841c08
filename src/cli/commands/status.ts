/** `runbook status`: where a run stands, who did what, and the command that goes on. */
import type { RunRecord } from '../../journal/runs-fs.ts';
import { type Action, text } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { runLock, type ShownStatus, shownStatus } from '../liveness-fs.ts';
import { shortPath } from '../project-fs.ts';
import { recordedRun } from '../recorded-run.ts';
import { nextCommand, runSummary, statusColor, stepLines } from '../run-view.ts';
import { type Colors, outWidth } from '../terminal.ts';
import { localSecond } from '../text.ts';

export const run: Action = async ({ args, options, terminal, stateDir, env }) => {
  const record = recordedRun(stateDir, args[0]);
  const step = text(options, 'output');
  if (step !== undefined) {
    const { printOutput } = await import('../report/print-output.ts');
    printOutput(record, step, terminal);
    return EXIT.ok;
  }
  const status = shownStatus(stateDir, record);
  const lock = runLock(stateDir, record.run);
  const next = nextCommand(record.state, status);
  if (options.json) {
    const { steps, sessions, unlocked } = record.state;
    const rest = { sessions, unlocked, steps, lock, next, problems: record.problems };
    terminal.json({ ...runSummary(record, status), ...rest });
    return EXIT.ok;
  }
  const { out: colors } = terminal.colors;
  const folder = shortPath(record.folder, env);
  const lines = [
    ...headLines(record, status, folder, colors),
    ...(lock ? [`  at work  process ${lock.pid} of ${lock.operator} on ${lock.machine}`] : []),
    '',
    ...stepLines(record.state.steps, colors, outWidth(terminal), lock !== undefined),
  ];
  for (const line of lines) terminal.out(line);
  terminal.problems(record.problems);
  if (next !== undefined) terminal.out(`\n${colors.bold('next:')} ${next}`);
  return EXIT.ok;
};

function headLines(
  { run, state }: RunRecord,
  status: ShownStatus,
  folder: string,
  colors: Colors,
): string[] {
  const vars = Object.entries(state.params).map(([name, value]) => `${name}=${value}`);
  const title = `${colors.bold(state.title || run)} ${colors.dim(`— ${state.runbook}`)}`;
  return [
    `${title}  ${statusColor(status, colors)(status)}`,
    `  run      ${run}`,
    ...state.sessions.map(({ operator, machine, at, undo }, index) => {
      const began = undo ? 'undone ' : index === 0 ? 'started' : 'resumed';
      return `  ${began}  ${localSecond(at)} by ${operator} on ${machine}`;
    }),
    `  journal  ${folder}`,
    ...unlockedLines(state),
    ...(vars.length > 0 ? [`  params   ${vars.join(' ')}`] : []),
  ];
}

/** Its locks that somebody removed by hand. */
function unlockedLines({ unlocked = [] }: RunRecord['state']): string[] {
  return unlocked.map(
    ({ at, lock, host, operator, machine }) =>
      `  unlocked ${localSecond(at)} by ${operator} on ${machine}: lock ${lock} ${host ? `on ${host}` : 'of this machine'}`,
  );
}
