/**
 * The commands of `runbook`, as data: help, parsing and shell completion are all
 * made from this table, in its order. The actions are in `commands/`, one file a command.
 */
import type { CommandSpec } from '../command.ts';
import { CHECKING_COMMANDS } from './checking.ts';
import { EXECUTION_COMMANDS } from './execution.ts';
import { READING_COMMANDS } from './reading.ts';
import { RECORD_COMMANDS } from './records.ts';
import { SHELL_COMMANDS } from './shell.ts';
import { SITE_COMMANDS } from './site.ts';

export const COMMANDS: readonly CommandSpec[] = [
  ...READING_COMMANDS,
  ...CHECKING_COMMANDS,
  ...EXECUTION_COMMANDS,
  ...RECORD_COMMANDS,
  ...SITE_COMMANDS,
  ...SHELL_COMMANDS,
];
