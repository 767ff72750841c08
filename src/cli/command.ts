/** What a command is: its description (help, completion) as data, and its action, loaded when used. */
import { CliError } from './errors.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';

/** What the shell may offer in a place. Names are read from the project at completion time. */
export type Completes =
  | 'runbook'
  | 'anything shown'
  | 'step'
  | 'run'
  | 'host'
  | 'targets'
  | 'lock'
  | 'file'
  | 'directory';

export interface ArgumentSpec {
  /** As commander writes it: `<required>`, `[optional]`, `[many...]`. */
  readonly name: string;
  readonly description: string;
  readonly completes?: Completes;
  readonly choices?: readonly string[];
}

export interface OptionSpec {
  /** As commander writes it: `--var <name=value>`. */
  readonly flags: string;
  readonly description: string;
  /** May be given more than once; the values add up. */
  readonly repeatable?: true;
  readonly choices?: readonly string[];
  readonly completes?: Completes;
}

export interface CommandSpec {
  readonly name: string;
  readonly summary: string;
  /** More sentences for the command's own help. */
  readonly details?: string;
  readonly arguments: readonly ArgumentSpec[];
  readonly options: readonly OptionSpec[];
  /** Command line (without `runbook`) and what it does. */
  readonly examples: readonly (readonly [line: string, meaning: string])[];
  /** Not listed in help: what the completion scripts call. */
  readonly hidden?: true;
  /** Loads the action. A command loads only what it needs. */
  readonly load: () => Promise<{ readonly run: Action }>;
}

/** Values of a command's options, by camel-cased name. */
export type OptionValues = Readonly<Record<string, string | boolean | readonly string[]>>;

/** One call of one command, with everything that it may touch outside. */
export interface Invocation {
  readonly args: readonly string[];
  readonly options: OptionValues;
  readonly terminal: Terminal;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Folder that paths given by the user are relative to. */
  readonly cwd: string;
  /**
   * Root of the project.
   * @param elsewhere where it is when one stands in none, and `--root` names none
   * @throws ProblemError when there is none
   */
  readonly root: (elsewhere?: string) => string;
  /** Folder of the journals. */
  readonly stateDir: string;
  readonly version: string;
}

export type Action = (invocation: Invocation) => Promise<ExitCode>;

/** An option that holds text; undefined when it wasn't given. */
export function text(options: OptionValues, name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
}

/** A repeatable option; empty when it wasn't given. */
export function texts(options: OptionValues, name: string): readonly string[] {
  const value = options[name];
  return Array.isArray(value) ? value : typeof value === 'string' ? [value] : [];
}

/** A flag. */
export function flag(options: OptionValues, name: string): boolean {
  return options[name] === true;
}

/** May somebody be asked? */
export function isInteractive({ terminal, options }: Invocation): boolean {
  return terminal.interactive && !flag(options, 'nonInteractive');
}

/** An option that holds a count, 1 or more; undefined when it wasn't given. @throws CliError */
export function count(options: OptionValues, name: string): number | undefined {
  const given = text(options, name);
  if (given === undefined) return undefined;
  if (/^\d{1,6}$/.test(given) && Number(given) > 0) return Number(given);
  throw new CliError(
    EXIT.usage,
    `"${given}" is not a count`,
    `--${name} takes a whole number, 1 or more`,
  );
}
