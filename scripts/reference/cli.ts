/** The reference of the command, from the table that its help and completion are made of. */
import type { CommandSpec, OptionSpec } from '../../src/cli/command.ts';
import { COMMANDS } from '../../src/cli/definitions/index.ts';
import { EXIT_MEANINGS } from '../../src/cli/exit-codes.ts';
import { code, literal, paragraphs, table } from './markdown.ts';

export const CLI_REFERENCE = 'content/docs/guide/reference-commande.mdx';

const HEAD = `---
title: Référence de la commande
description: Chaque verbe, ses arguments, ses options, des exemples et les codes de sortie.
sidebar:
  order: 21
---

{/* Fait par « npm run generate » à partir de src/cli/definitions/ : ne pas éditer. */}

Ce que dit \`runbook help\`, tel quel et donc en anglais. [La commande runbook](/guide/commande/) en donne le sens.`;

/** Valid with every command. */
const GLOBAL: readonly OptionSpec[] = [
  { flags: '--root <directory>', description: 'the project (default: the nearest one upward)' },
  { flags: '--no-color', description: 'no colour; so does NO_COLOR=1' },
  { flags: '-h, --help', description: 'print the help of the command' },
];

/** The page's text. */
export function cliReference(): string {
  const commands = COMMANDS.filter(({ hidden }) => !hidden);
  return paragraphs(
    HEAD,
    '<div lang="en">',
    ...commands.map(section),
    '## With every command',
    options(GLOBAL),
    '## Exit codes',
    table(
      ['Code', 'Meaning'],
      EXIT_MEANINGS.map(([number, meaning]) => [code(String(number)), literal(meaning)]),
    ),
    '</div>',
  );
}

function section(command: CommandSpec): string {
  const { name, summary, details = '', arguments: given, examples } = command;
  const usage = ['runbook', name, ...given.map((argument) => argument.name)].join(' ');
  return paragraphs(
    `## runbook ${name}`,
    `${capitalised(literal(summary))}.`,
    details.split('\n\n').map(literal).join('\n\n'),
    `\`\`\`text\n${usage}${command.options.length > 0 ? ' [options]' : ''}\n\`\`\``,
    table(
      ['Argument', 'Meaning'],
      given.map((argument) => [code(argument.name), literal(argument.description)]),
    ),
    options(command.options),
    examples.length > 0 ? `\`\`\`sh\n${examples.map(example).join('\n\n')}\n\`\`\`` : '',
  ).trimEnd();
}

function options(specs: readonly OptionSpec[]): string {
  return table(
    ['Option', 'Meaning'],
    specs.map(({ flags, description, choices }) => [
      code(flags),
      literal(description) + (choices ? `: ${choices.map(code).join(', ')}` : ''),
    ]),
  );
}

function example([line, meaning]: readonly [string, string]): string {
  return `# ${meaning}\nrunbook ${line}`;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
