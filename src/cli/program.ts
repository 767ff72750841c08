/** Makes the commander program from the table of commands: parsing, help, suggestions. */
import { Argument, Command, type Help, Option } from 'commander';
import type { Action, CommandSpec, OptionValues } from './command.ts';
import { COMMANDS } from './definitions/index.ts';
import { EXIT_MEANINGS } from './exit-codes.ts';
import type { Colors, Terminal } from './terminal.ts';

/** Global options, valid before and after the command's name. */
export interface GlobalOptions {
  readonly root?: string;
  readonly color: boolean;
}

export interface Parsed {
  readonly action: Action;
  readonly args: readonly string[];
  readonly options: OptionValues;
  readonly globals: GlobalOptions;
}

const DESCRIPTION = 'Reads, executes and regenerates an infrastructure from one inventory.';

/**
 * @param onCommand called when a command was recognised
 * @param args the command line, for the hint of an error
 * @returns a program that throws CommanderError instead of ending the process
 */
export function createProgram(
  terminal: Terminal,
  version: string,
  onCommand: (parsed: Parsed) => Promise<void>,
  args: readonly string[] = [],
): Command {
  const { err } = terminal.colors;
  const program = new Command('runbook')
    .description(DESCRIPTION)
    .version(version, '-V, --version', 'print the version')
    .option('--root <directory>', 'the project (default: the nearest one upward)')
    .option('--no-color', 'no colour; so does NO_COLOR=1')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.streams.stdout.write(text),
      writeErr: (text) => terminal.write(text),
      outputError: (text, write) =>
        write(`${text.replace(/^error:/, `${err.red('error')}:`)}${usageHint(args, err)}`),
      getOutHasColors: () => terminal.colors.out.isColorSupported,
      getErrHasColors: () => err.isColorSupported,
    })
    .configureHelp(helpStyle(terminal.colors.out))
    .showHelpAfterError(false)
    .addHelpText('after', () => exitTable(terminal.colors.out));
  for (const spec of COMMANDS) addCommand(program, spec, terminal, onCommand);
  return program;
}

/** Where the right usage stands, of the command that was meant as far as it is known. */
function usageHint(args: readonly string[], colors: Colors): string {
  const meant = COMMANDS.find(({ name, hidden }) => !hidden && args.includes(name))?.name;
  return `  ${colors.cyan('hint:'.padEnd(10))}runbook ${meant ? `${meant} ` : ''}--help\n`;
}

function addCommand(
  program: Command,
  spec: CommandSpec,
  terminal: Terminal,
  onCommand: (parsed: Parsed) => Promise<void>,
): void {
  const command = program
    .command(spec.name, { hidden: spec.hidden === true })
    .summary(spec.summary)
    .description([`${capitalised(spec.summary)}.`, spec.details].filter(Boolean).join('\n\n'))
    .addHelpText('after', () => examples(spec, terminal.colors.out))
    // What follows `complete` is another command line: its options aren't ours.
    .allowUnknownOption(spec.hidden === true);
  if (spec.hidden) command.helpOption(false);
  for (const argument of spec.arguments) {
    const made = new Argument(argument.name, argument.description);
    command.addArgument(argument.choices ? made.choices(argument.choices) : made);
  }
  for (const option of spec.options) command.addOption(toOption(option));
  command.action(async () => {
    const { run } = await spec.load();
    await onCommand({
      action: run,
      args: command.args,
      options: command.opts(),
      globals: program.opts(),
    });
  });
}

function toOption(spec: CommandSpec['options'][number]): Option {
  const option = new Option(spec.flags, spec.description);
  if (spec.choices) option.choices(spec.choices);
  const { parseArg: checked } = option;
  if (spec.repeatable) {
    option.argParser((value: string, before: string[] | undefined) => {
      checked?.call(option, value, undefined);
      return [...(before ?? []), value];
    });
  }
  return option;
}

function argumentTerm(argument: Argument): string {
  const name = argument.name() + (argument.variadic ? '...' : '');
  return argument.required ? `<${name}>` : `[${name}]`;
}

function helpStyle(colors: Colors): Partial<Help> {
  return {
    showGlobalOptions: true,
    subcommandTerm: (command) =>
      [command.name(), ...command.registeredArguments.map(argumentTerm)].join(' '),
    styleTitle: (text) => colors.bold(text),
    styleCommandText: (text) => colors.cyan(text),
    styleSubcommandText: (text) => colors.cyan(text),
    styleOptionText: (text) => colors.cyan(text),
    styleArgumentText: (text) => colors.cyan(text),
  };
}

function examples(spec: CommandSpec, colors: Colors): string {
  if (spec.examples.length === 0) return '';
  const lines = spec.examples.flatMap(([line, meaning]) => [
    `  ${colors.dim(`# ${meaning}`)}`,
    `  runbook ${line}`,
  ]);
  return `\n${colors.bold('Examples:')}\n${lines.join('\n')}`;
}

function exitTable(colors: Colors): string {
  const rows = EXIT_MEANINGS.map(([code, meaning]) => `  ${String(code).padStart(3)}  ${meaning}`);
  return `\n${colors.bold('Exit codes:')}\n${rows.join('\n')}\n\n"runbook help <command>" shows examples.`;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
