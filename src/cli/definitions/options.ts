/** Arguments and options that several commands have. */
import type { ArgumentSpec, OptionSpec } from '../command.ts';

export const RUNBOOK: ArgumentSpec = {
  name: '<runbook>',
  description: 'name of a runbook, or path of its file',
  completes: 'runbook',
};
export const JSON_OUTPUT: OptionSpec = {
  flags: '--json',
  description: 'JSON on stdout, for programs',
};
export const EVENTS: OptionSpec = {
  flags: '--json',
  description: 'events on stdout, one JSON object a line',
};
export const VAR: OptionSpec = {
  flags: '--var <name=value>',
  description: 'value of a parameter (repeatable)',
  repeatable: true,
};
export const LIMIT: OptionSpec = {
  flags: '--limit <hosts>',
  description: 'only these: names, roles, web*, all, !name (repeatable)',
  repeatable: true,
  completes: 'targets',
};
export const STEP: OptionSpec = {
  flags: '--step <id>',
  description: 'only this step (repeatable)',
  repeatable: true,
  completes: 'step',
};
export const START_AT: OptionSpec = {
  flags: '--start-at <id>',
  description: 'from this step on',
  completes: 'step',
};
export const RENAMED: OptionSpec = {
  flags: '--runbook <name>',
  description: "what the run's runbook is called now, when it was renamed",
  completes: 'runbook',
};
export const VERBOSE: OptionSpec = {
  flags: '-v, --verbose',
  description: 'also list and draw what is done already',
};
export const REPORT: OptionSpec = {
  flags: '--report <format[=file]>',
  description: 'junit, json or md, on stdout or into a file (repeatable)',
  repeatable: true,
};
export const SECRET_COMMAND: OptionSpec = {
  flags: '--secret-command <name=command>',
  description: 'command of this machine that prints a secret (repeatable)',
  repeatable: true,
};
/** How hosts are reached, for all that connects. */
export const CONNECTION: readonly OptionSpec[] = [
  {
    flags: '--ssh-config <file>',
    description: 'ssh configuration to use, like ssh -F',
    completes: 'file',
  },
  {
    flags: '--transport <name>',
    description: 'how commands are carried (default: ssh)',
    choices: ['ssh', 'local'],
  },
];
export const EXECUTION: readonly OptionSpec[] = [
  { flags: '-y, --yes', description: 'do not ask before a changing step' },
  { flags: '--forks <count>', description: 'how many hosts at once, whatever the runbook says' },
  SECRET_COMMAND,
  { flags: '--non-interactive', description: 'never ask: pause where a person is needed' },
  {
    flags: '--on-failure <what>',
    description: 'stop, or undo what the run did (default: stop)',
    choices: ['stop', 'undo'],
  },
  ...CONNECTION,
  VERBOSE,
  REPORT,
  EVENTS,
];
