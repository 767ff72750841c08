/** Commands, as data: what checks the inventory and the runbooks, and runs nothing. */
import type { CommandSpec } from '../command.ts';
import { JSON_OUTPUT } from './options.ts';

export const CHECKING_COMMANDS: readonly CommandSpec[] = [
  {
    name: 'lint',
    summary: 'check the inventory against the rules',
    arguments: [],
    options: [
      {
        flags: '--rule <id>',
        description: 'only this rule (repeatable)',
        repeatable: true,
      },
      { flags: '--rules', description: 'explain the rules and stop' },
      JSON_OUTPUT,
    ],
    examples: [
      ['lint', 'errors and warnings, each with its place'],
      ['lint --rules', 'what is checked, and why'],
    ],
    load: () => import('../commands/lint.ts'),
  },
  {
    name: 'validate',
    summary: 'check runbooks: format, targets, templates',
    arguments: [
      {
        name: '[runbook...]',
        description: 'names; all of them when absent',
        completes: 'runbook',
      },
    ],
    options: [JSON_OUTPUT],
    examples: [
      ['validate', 'every runbook, rendered for each of its targets'],
      ['validate web-restart', 'one of them'],
    ],
    load: () => import('../commands/validate.ts'),
  },
];
