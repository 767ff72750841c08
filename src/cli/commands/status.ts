/** `runbook status`: where a run stands, step by step, and the command that goes on. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findRun, listRuns, type RunRecord } from '../../journal/runs-fs.ts';
import { didYouMean } from '../../problem/suggest.ts';
import { type Action, text } from '../command.ts';
import { CliError } from '../errors.ts';
import { EXIT } from '../exit-codes.ts';
import { type ShownStatus, shownStatus } from '../liveness-fs.ts';
import { shortPath } from '../project-fs.ts';
import { isResumable, runSummary, statusColor, stepLines } from '../run-view.ts';
import type { Terminal } from '../terminal.ts';
import { localTime } from '../text.ts';

export const run: Action = async ({ args, options, terminal, stateDir, env }) => {
  const record = args[0] === undefined ? lastRun(stateDir) : findRun(stateDir, args[0]);
  const step = text(options, 'output');
  if (step !== undefined) {
    terminal.out(outputOf(record, step).trimEnd());
    return EXIT.ok;
  }
  const status = shownStatus(stateDir, record);
  if (options.json) {
    terminal.json({
      ...runSummary(record, status),
      steps: record.state.steps,
      problems: record.problems,
    });
    return EXIT.ok;
  }
  print(record, status, terminal, shortPath(record.folder, env));
  return EXIT.ok;
};

function lastRun(stateDir: string): RunRecord {
  const [last] = listRuns(stateDir);
  if (last) return last;
  throw new CliError(EXIT.usage, 'no run is recorded on this machine', 'runbook run <name>');
}

function print(
  { run, state, problems }: RunRecord,
  status: ShownStatus,
  terminal: Terminal,
  folder: string,
): void {
  const { out } = terminal.colors;
  const vars = Object.entries(state.params).map(([name, value]) => `${name}=${value}`);
  terminal.out(
    `${out.bold(state.title)} ${out.dim(`— ${state.runbook}`)}  ${statusColor(status, out)(status)}`,
  );
  terminal.out(`  run      ${run}, started ${localTime(state.startedAt)} by ${state.operator}`);
  terminal.out(`  journal  ${folder}`);
  if (vars.length > 0) terminal.out(`  params   ${vars.join(' ')}`);
  terminal.out();
  for (const line of stepLines(state.steps, out)) terminal.out(line);
  terminal.problems(problems);
  if (isResumable(state)) terminal.out(`\n${out.bold('next:')} runbook resume ${run}`);
}

/** What a step printed, as recorded (masked). `step`, or `step@host` when several hosts have it. */
function outputOf({ folder, state }: RunRecord, wanted: string): string {
  const names = state.steps.map(({ step, host }) => `${step}@${host}`);
  const found = state.steps.filter(
    ({ step, host }) => wanted === step || wanted === `${step}@${host}`,
  );
  if (found.length > 1) {
    throw new CliError(EXIT.usage, `several hosts have the step "${wanted}"`, names.join(', '));
  }
  const [step] = found;
  if (!step)
    throw new CliError(EXIT.usage, `no step "${wanted}" in this run`, didYouMean(wanted, names));
  if (!step.output) throw new CliError(EXIT.usage, `"${wanted}" has not been started: no output`);
  return readFileSync(join(folder, step.output), 'utf8');
}
