/** `runbook show`: a runbook as written, or a recorded run as it went. */
import type { RunRecord } from '../../journal/runs-fs.ts';
import { ProblemError } from '../../problem/problem.ts';
import { didYouMean } from '../../problem/suggest.ts';
import { runbookFiles } from '../../runbook/list-fs.ts';
import type { Runbook, Step } from '../../runbook/model.ts';
import { runbookName } from '../../runbook/name.ts';
import { type Action, type Invocation, text, texts } from '../command.ts';
import { CliError } from '../errors.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { shortPath } from '../project-fs.ts';
import { looksLikeRun, runMeant } from '../recorded-run.ts';
import { headLines, stepLines } from '../runbook-view.ts';
import { outWidth } from '../terminal.ts';

export const run: Action = async (invocation) => {
  const name = invocation.args[0] as string;
  const { terminal, stateDir, root } = invocation;
  if (looksLikeRun(name) && !isRunbook(invocation, name)) {
    const record = runMeant(stateDir, name);
    if (record) return showRun(invocation, record);
    const message = `there is no run and no runbook "${name}"`;
    throw new CliError(EXIT.usage, message, 'runbook history, runbook list');
  }
  // The parser is loaded only where a runbook is read.
  const { loadRunbook } = await import('../../runbook/load-fs.ts');
  const code = showRunbook(invocation, loadRunbook(root(), name));
  if (isAlsoRun(stateDir, name))
    terminal.note(`"${name}" is also the beginning of a run's id: type more of it for the run`);
  return code;
};

function isAlsoRun(stateDir: string, name: string): boolean {
  try {
    return runMeant(stateDir, name) !== undefined;
  } catch (error) {
    // Of several runs.
    if (error instanceof ProblemError) return true;
    throw error;
  }
}

/** Is there one of that name? A run is shown outside of a project too. */
function isRunbook({ root }: Invocation, name: string): boolean {
  try {
    return runbookFiles(root()).some((file) => runbookName(file) === name);
  } catch (error) {
    if (error instanceof ProblemError) return false;
    throw error;
  }
}

function showRunbook({ options, terminal }: Invocation, runbook: Runbook): ExitCode {
  for (const option of ['report', 'output'])
    if (options[option]) throw new CliError(EXIT.usage, `--${option} is for a run, not a runbook`);
  const steps = selected(runbook, text(options, 'step'));
  if (options.json) {
    terminal.json({ ...runbook, blocks: undefined, steps });
    return EXIT.ok;
  }
  const colors = terminal.colors.out;
  if (!options.step) for (const line of headLines(runbook, colors)) terminal.out(line);
  for (const step of steps) for (const line of stepLines(step, runbook, colors)) terminal.out(line);
  return EXIT.ok;
}

function selected(runbook: Runbook, id: string | undefined): readonly Step[] {
  if (id === undefined) return runbook.steps;
  const step = runbook.steps.find((candidate) => candidate.id === id);
  if (step) return [step];
  const known = runbook.steps.map((candidate) => candidate.id);
  throw new CliError(EXIT.usage, `${runbook.name} has no step "${id}"`, didYouMean(id, known));
}

async function showRun(invocation: Invocation, record: RunRecord): Promise<ExitCode> {
  const { options, terminal, stateDir, env, cwd } = invocation;
  const { readReport } = await import('../report/read-fs.ts');
  const wanted = text(options, 'output');
  if (wanted !== undefined) {
    const { printOutput } = await import('../report/print-output.ts');
    printOutput(record, wanted, terminal);
    return EXIT.ok;
  }
  const report = readReport(stateDir, record);
  const formats = [...texts(options, 'report'), ...(options.json ? ['json'] : [])];
  if (formats.length > 0) {
    const { wantedReports, writeReports } = await import('../report/write-fs.ts');
    writeReports(wantedReports(formats, cwd), report, terminal);
  } else {
    const { runLines } = await import('../report/run-lines.ts');
    const path = (long: string): string => shortPath(long, env);
    const view = { colors: terminal.colors.out, columns: outWidth(terminal), path };
    for (const line of runLines(report, view, text(options, 'step'))) terminal.out(line);
  }
  terminal.problems(report.problems);
  return EXIT.ok;
}
