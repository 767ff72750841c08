/** `runbook plan`: the dry run, and what resuming a run would do. */
import { findRun, type RunRecord } from '../../journal/runs-fs.ts';
import type { Plan } from '../../plan/model.ts';
import { compareWithState } from '../../plan/resume.ts';
import type { Runbook } from '../../runbook/model.ts';
import { type Action, flag, type Invocation, text } from '../command.ts';
import { CliError } from '../errors.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { planInput, planOrThrow, readPlanSource } from '../plan-input.ts';
import { planLines } from '../plan-view.ts';
import { intentText, resumeLines, resumeRows } from '../resume-view.ts';
import { inProjectOf, readRunSource } from '../run-source.ts';
import type { Terminal } from '../terminal.ts';
import { count } from '../text.ts';

export const run: Action = async (invocation) => {
  const { options, terminal, root } = invocation;
  const record = recordedRun(invocation);
  if (record) return showResume(inProjectOf(record, invocation), record);
  const [name] = invocation.args;
  if (name === undefined) {
    throw new CliError(
      EXIT.usage,
      'which runbook?',
      'runbook plan NAME, or --run ID; runbook list',
    );
  }
  const source = await readPlanSource(root(), name);
  const plan = planOrThrow(source, planInput(options));
  if (options.json) terminal.json(plan);
  else show(plan, source.runbook, terminal, flag(options, 'lines'));
  return EXIT.ok;
};

function recordedRun({ options, stateDir }: Invocation): RunRecord | undefined {
  const id = text(options, 'run');
  return id === undefined ? undefined : findRun(stateDir, id);
}

function show(plan: Plan, runbook: Runbook, terminal: Terminal, lines: boolean): void {
  const { bold, dim, yellow } = terminal.colors.out;
  const historical = plan.historical ? yellow('  historical') : '';
  terminal.out(`${bold(plan.title)} ${dim(`— ${plan.runbook}`)}${historical}`);
  terminal.out(`  file     ${plan.file}`);
  terminal.out(`  targets  ${plan.hosts.join(', ')} (${plan.order})`);
  for (const [name, value] of Object.entries(plan.params))
    terminal.out(`  param    ${name}=${value}`);
  if (plan.secrets.length > 0) terminal.out(`  secrets  ${secretsText(plan, runbook)}`);
  for (const line of planLines(plan, { colors: terminal.colors.out, lines })) terminal.out(line);
  const steps = count(new Set(plan.steps.map(({ id }) => id)).size, 'step');
  const hosts = plan.hosts.length > 1 ? ` on ${plan.hosts.length} hosts` : '';
  terminal.note(dim(`\n${steps}${hosts}; nothing was sent`));
}

/** Each by name, with the command of this machine that prints it. */
function secretsText(plan: Plan, { secrets }: Runbook): string {
  const commands = new Map(secrets.map(({ name, command }) => [name, command]));
  return plan.secrets
    .map((name) => (commands.get(name) ? `${name} (${commands.get(name)})` : name))
    .join(', ');
}

async function showResume(
  { options, terminal, root }: Invocation,
  record: RunRecord,
): Promise<ExitCode> {
  const source = await readRunSource(root(), record, text(options, 'runbook'));
  const plan = planOrThrow(source, record.state);
  const rows = resumeRows(compareWithState(plan, record.state));
  if (flag(options, 'json')) {
    const steps = rows.map((row) => {
      const { id, host, verdict, detail } = row.item;
      return { step: id, host, verdict, detail, resume: intentText(row) };
    });
    terminal.json({ run: record.run, runbook: plan.runbook, steps });
    return EXIT.ok;
  }
  const { columns } = terminal;
  const view = { colors: terminal.colors.out, columns, verbose: flag(options, 'verbose') };
  for (const line of resumeLines(rows, view)) terminal.out(line);
  terminal.note(`\nnext: runbook resume ${record.run}`);
  return EXIT.ok;
}
