/** `runbook show`: the steps of a runbook, with their blocks as the author wrote them. */
import { formatPlace } from '../../problem/problem.ts';
import { didYouMean } from '../../problem/suggest.ts';
import { loadRunbook } from '../../runbook/load-fs.ts';
import type { Block, Runbook, Step } from '../../runbook/model.ts';
import { type Action, text } from '../command.ts';
import { CliError } from '../errors.ts';
import { EXIT } from '../exit-codes.ts';
import type { Colors, Terminal } from '../terminal.ts';

export const run: Action = async ({ args, options, terminal, root }) => {
  const runbook = loadRunbook(root(), args[0] as string);
  const steps = selected(runbook, text(options, 'step'));
  if (options.json) {
    terminal.json({ ...runbook, blocks: undefined, steps });
    return EXIT.ok;
  }
  if (!options.step) printHead(runbook, terminal);
  for (const step of steps) printStep(step, runbook, terminal);
  return EXIT.ok;
};

function selected(runbook: Runbook, id: string | undefined): readonly Step[] {
  if (id === undefined) return runbook.steps;
  const step = runbook.steps.find((candidate) => candidate.id === id);
  if (step) return [step];
  const known = runbook.steps.map((candidate) => candidate.id);
  throw new CliError(EXIT.usage, `${runbook.name} has no step "${id}"`, didYouMean(id, known));
}

function printHead(runbook: Runbook, terminal: Terminal): void {
  const { bold, dim, yellow } = terminal.colors.out;
  const out = terminal.out;
  out(
    `${bold(runbook.title)} ${dim(`— ${runbook.name}`)}${runbook.historical ? yellow('  historical') : ''}`,
  );
  if (runbook.description) out(runbook.description);
  out(`  file     ${runbook.file}`);
  out(`  targets  ${runbook.targets}, ${runbook.order}`);
  for (const param of runbook.params) {
    const fallback = param.default === undefined ? 'required' : `default ${param.default}`;
    out(`  param    ${param.name} (${param.type}, ${fallback})${describe(param.description)}`);
  }
  for (const secret of runbook.secrets) {
    out(`  secret   ${secret.name} ($${secret.env}, or asked for)${describe(secret.description)}`);
  }
  for (const { text: line } of runbook.invariants) out(`  holds    ${line}`);
}

function describe(description: string | undefined): string {
  return description === undefined ? '' : ` — ${description}`;
}

function printStep(step: Step, runbook: Runbook, terminal: Terminal): void {
  const { bold, dim, cyan } = terminal.colors.out;
  const number = runbook.steps.indexOf(step) + 1;
  terminal.out();
  terminal.out(
    `${dim(`[${number}/${runbook.steps.length}]`)} ${bold(step.title)} ${dim(step.id)} ${cyan(`[${step.on}]`)}`,
  );
  terminal.out(`  ${dim(formatPlace(step.place))}`);
  const { check, action, expect, answer, verify, undo } = step;
  for (const block of [check, action, answer, expect, verify, undo]) {
    if (block) printBlock(block, terminal.out, terminal.colors.out);
  }
}

function printBlock(block: Block, out: (line: string) => void, colors: Colors): void {
  out(`  ${colors.yellow(block.role)}${colors.dim(optionsText(block))}`);
  for (const line of block.text.split('\n')) out(`    ${colors.dim('│')} ${line}`.trimEnd());
}

function optionsText({ options }: Block): string {
  const parts = [
    options.path,
    options.sudo ? 'sudo' : undefined,
    options.mode && `mode=${options.mode}`,
    options.owner && `owner=${options.owner}`,
    options.timeoutMs && `timeout=${options.timeoutMs / 1000}s`,
    options.retries && `retries=${options.retries}`,
    options.rerun && `rerun=${options.rerun}`,
    options.readonly ? 'readonly' : undefined,
  ];
  return parts
    .filter(Boolean)
    .map((part) => ` ${part}`)
    .join('');
}
