/** A runbook for a person: its steps, with their blocks as the author wrote them. Pure. */
import { formatPlace } from '../problem/problem.ts';
import type { Block, Runbook, Step } from '../runbook/model.ts';
import type { Colors } from './terminal.ts';

export function headLines(runbook: Runbook, { bold, dim, yellow }: Colors): string[] {
  const historical = runbook.historical ? yellow('  historical') : '';
  return [
    `${bold(runbook.title)} ${dim(`— ${runbook.name}`)}${historical}`,
    ...(runbook.description ? [runbook.description] : []),
    `  file     ${runbook.file}`,
    `  targets  ${runbook.targets}, ${runbook.order}`,
    ...runbook.params.map((param) => {
      const fallback = param.default === undefined ? 'required' : `default ${param.default}`;
      return `  param    ${param.name} (${param.type}, ${fallback})${described(param.description)}`;
    }),
    ...runbook.secrets.map(
      ({ name, env, command, description }) =>
        `  secret   ${name} ($${env}, or ${command ?? 'asked for'})${described(description)}`,
    ),
    ...runbook.invariants.map(({ text }) => `  holds    ${text}`),
  ];
}

function described(description: string | undefined): string {
  return description === undefined ? '' : ` — ${description}`;
}

export function stepLines(step: Step, runbook: Runbook, colors: Colors): string[] {
  const { bold, dim, cyan } = colors;
  const place = `[${runbook.steps.indexOf(step) + 1}/${runbook.steps.length}]`;
  const { check, action, expect, answer, verify, undo } = step;
  return [
    '',
    `${dim(place)} ${bold(step.title)} ${dim(step.id)} ${cyan(`[${step.on}]`)}`,
    `  ${dim(formatPlace(step.place))}`,
    ...[check, action, answer, expect, verify, undo].flatMap((block) =>
      block ? blockLines(block, colors) : [],
    ),
  ];
}

function blockLines(block: Block, { yellow, dim }: Colors): string[] {
  return [
    `  ${yellow(block.role)}${dim(optionsText(block))}`,
    ...block.text.split('\n').map((line) => `    ${dim('│')} ${line}`.trimEnd()),
  ];
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
    options.reboots ? 'reboots' : undefined,
    options.revertMs && `revert=${options.revertMs / 1000}s`,
    options.parallel ? 'parallel' : undefined,
  ];
  return parts
    .filter(Boolean)
    .map((part) => ` ${part}`)
    .join('');
}
