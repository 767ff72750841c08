/** `runbook show`: a runbook as written, or a recorded run as it went. */
import type { RunRecord } from '../../journal/runs-fs.ts';
import { ProblemError } from '../../problem/problem.ts';
import { didYouMean } from '../../problem/suggest.ts';
import { loadRunbook } from '../../runbook/load-fs.ts';
import type { Runbook, Step } from '../../runbook/model.ts';
import { type Action, type Invocation, text, texts } from '../command.ts';
import { CliError } from '../errors.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { shortPath } from '../project-fs.ts';
import { looksLikeRun, runMeant } from '../recorded-run.ts';
import { headLines, stepLines } from '../runbook-view.ts';
import { outWidth } from '../terminal.ts';

export const run: Action = async (invocation) => {
  const name = invocation.args[0] as string;
  const runbook = runbookNamed(invocation, name);
  const record = runMeant(invocation.stateDir, name);
  if (record && runbook instanceof ProblemError) return showRun(invocation, record);
  if (runbook instanceof ProblemError) throw looksLikeRun(name) ? neither(name) : runbook;
  if (record)
    invocation.terminal.note(
      `"${name}" is also the beginning of a run: type more of ${record.run}`,
    );
  return showRunbook(invocation, runbook);
};

function neither(name: string): CliError {
  return new CliError(
    EXIT.usage,
    `there is no run and no runbook "${name}"`,
    'runbook history, runbook list',
  );
}

/** The runbook, or why it can't be shown: then the name may be a run's. */
function runbookNamed({ root }: Invocation, name: string): Runbook | ProblemError {
  try {
    return loadRunbook(root(), name);
  } catch (error) {
    if (error instanceof ProblemError) return error;
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
