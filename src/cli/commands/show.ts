/** `runbook show`: a runbook as written, a recorded run as it went, a config, a device. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ProblemError } from '../../problem/problem.ts';
import { didYouMean } from '../../problem/suggest.ts';
import { runbookFiles } from '../../runbook/list-fs.ts';
import type { Runbook, Step } from '../../runbook/model.ts';
import { runbookName } from '../../runbook/name.ts';
import { type Action, type Invocation, text } from '../command.ts';
import { CliError } from '../errors.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { looksLikeRun, runMeant } from '../recorded-run.ts';
import { headLines, stepLines } from '../runbook-view.ts';
import { codeShower } from '../show/code.ts';

export const run: Action = async (invocation) => {
  const name = invocation.args[0] as string;
  const { terminal, stateDir, root } = invocation;
  const known = isRunbook(invocation, name);
  if (looksLikeRun(name) && !known) {
    const record = runMeant(stateDir, name);
    if (record) return (await import('../show/run.ts')).showRun(invocation, record);
    const message = `there is no run and no runbook "${name}"`;
    throw new CliError(EXIT.usage, message, 'runbook history, runbook list');
  }
  if (!known) return showSubject(invocation, name);
  // The parser is loaded only where a runbook is read.
  const { loadRunbook } = await import('../../runbook/load-fs.ts');
  const code = await showRunbook(invocation, loadRunbook(root(), name));
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

/** Is there one of that name, or path? A run is shown outside of a project too. */
function isRunbook({ root, cwd }: Invocation, name: string): boolean {
  try {
    if (runbookFiles(root()).some((file) => runbookName(file) === name)) return true;
    return name.endsWith('.mdx') && [root(), cwd].some((folder) => existsSync(join(folder, name)));
  } catch (error) {
    if (error instanceof ProblemError) return false;
    throw error;
  }
}

async function showRunbook(invocation: Invocation, runbook: Runbook): Promise<ExitCode> {
  const { options, terminal } = invocation;
  refuse(invocation, 'runbook', ['report', 'output']);
  const steps = selected(runbook, text(options, 'step'));
  if (options.json) {
    terminal.json({ ...runbook, blocks: undefined, steps });
    return EXIT.ok;
  }
  const colors = terminal.colors.out;
  const showCode = await codeShower(terminal);
  if (!options.step) for (const line of headLines(runbook, colors)) terminal.out(line);
  for (const step of steps)
    for (const line of stepLines(step, runbook, colors, showCode)) terminal.out(line);
  return EXIT.ok;
}

function selected(runbook: Runbook, id: string | undefined): readonly Step[] {
  if (id === undefined) return runbook.steps;
  const step = runbook.steps.find((candidate) => candidate.id === id);
  if (step) return [step];
  const known = runbook.steps.map((candidate) => candidate.id);
  throw new CliError(EXIT.usage, `${runbook.name} has no step "${id}"`, didYouMean(id, known));
}

async function showSubject(invocation: Invocation, name: string): Promise<ExitCode> {
  const { options, terminal, root } = invocation;
  const { findSubject } = await import('../show/find-fs.ts');
  const subject = findSubject(root(), name);
  refuse(invocation, subject.is, ['report', 'output', 'step']);
  const showCode = await codeShower(terminal);
  if (subject.is === 'config') {
    const { is: _, ...config } = subject;
    if (options.json) terminal.json(config);
    // A program is given the file as it is, so that it can be compared, or sent.
    else
      terminal.print(`${showCode(config.text.replace(/\n$/, ''), config.language).join('\n')}\n`);
    return EXIT.ok;
  }
  const { aboutDevice, deviceLines } = await import('../show/device.ts');
  const about = aboutDevice(root(), subject);
  if (options.json) terminal.json(about);
  else for (const line of deviceLines(about, terminal.colors.out, showCode)) terminal.out(line);
  return EXIT.ok;
}

function refuse({ options }: Invocation, what: string, given: readonly string[]): void {
  for (const option of given.filter((one) => options[one]))
    throw new CliError(EXIT.usage, `--${option} is for a run, not a ${what}`);
}
