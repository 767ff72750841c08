/** A runbook for a person: its steps, with their blocks as the author wrote them. Pure. */

import { fileLanguage } from '../highlight/languages.ts';
import { formatPlace } from '../problem/problem.ts';
import type { Block, Runbook, Step } from '../runbook/model.ts';
import type { ShowCode } from './show/code.ts';
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

export function stepLines(
  step: Step,
  runbook: Runbook,
  colors: Colors,
  showCode: ShowCode,
): string[] {
  const { bold, dim, cyan } = colors;
  const place = `[${runbook.steps.indexOf(step) + 1}/${runbook.steps.length}]`;
  const { check, action, expect, answer, verify, undo } = step;
  return [
    '',
    `${dim(place)} ${bold(step.title)} ${dim(step.id)} ${cyan(`[${step.on}]`)}`,
    `  ${dim(formatPlace(step.place))}`,
    ...[check, action, answer, expect, verify, undo].flatMap((block) =>
      block ? blockLines(block, colors, showCode) : [],
    ),
  ];
}

function blockLines(block: Block, { yellow, dim }: Colors, showCode: ShowCode): string[] {
  const lines = showCode(block.text, languageOf(block));
  return [
    `  ${yellow(block.role)}${dim(optionsText(block))}`,
    ...lines.map((line) => `    ${dim('│')} ${line}`.trimEnd()),
  ];
}

/** Of a file that is written, what its path says; else what the fence says. */
function languageOf({ role, lang, text, options }: Block): string | undefined {
  if (role === 'put') return fileLanguage(options.path ?? '', text) ?? lang;
  return role === 'expect' || role === 'answer' ? undefined : lang;
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
