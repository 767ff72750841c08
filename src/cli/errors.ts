/** What the operator sees, and with which exit code, when something was thrown. */
import { ProblemError } from '../problem/problem.ts';
import { EXIT, type ExitCode, exitOfConnect } from './exit-codes.ts';
import { countProblems, type Terminal } from './terminal.ts';

/** An expected end that isn't a list of problems: a message, a next step, an exit code. */
export class CliError extends Error {
  readonly exitCode: ExitCode;
  readonly hint: string | undefined;

  constructor(exitCode: ExitCode, message: string, hint?: string) {
    super(message);
    this.name = 'CliError';
    this.exitCode = exitCode;
    this.hint = hint;
  }
}

/**
 * Reports an error once, in the operator's words. In order: problems, our own
 * ends, connections, commander's usage errors (printed already), and the rest,
 * which are bugs: one line, the stack only with RUNBOOK_DEBUG=1.
 * @param json the command was asked for JSON: problems go to stdout as JSON too
 */
export function report(error: unknown, terminal: Terminal, debug: boolean, json = false): ExitCode {
  if (error instanceof ProblemError) {
    if (json) terminal.json({ ok: false, problems: error.problems });
    terminal.problems(error.problems);
    if (error.problems.length > 1) terminal.note(countProblems(error.problems));
    return error.name === 'LockedError' ? EXIT.locked : EXIT.usage;
  }
  if (error instanceof CliError) {
    if (json) terminal.json({ ok: false, error: error.message, hint: error.hint });
    terminal.error(error.message, error.hint);
    return error.exitCode;
  }
  if (isConnectError(error)) {
    terminal.error(`${error.target}: ${error.message}`, error.hint);
    return exitOfConnect(error.failure);
  }
  if (isCommanderError(error)) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  return reportBug(error, terminal, debug);
}

function reportBug(error: unknown, terminal: Terminal, debug: boolean): ExitCode {
  const message = error instanceof Error ? error.message : String(error);
  terminal.error(
    `internal error: ${message.split('\n')[0]} — please report it`,
    debug ? undefined : 'RUNBOOK_DEBUG=1 shows where it comes from',
  );
  if (debug && error instanceof Error) terminal.note(error.stack ?? '');
  return EXIT.failed;
}

// By name, not `instanceof`: their modules are loaded by the commands that need them only.

function isConnectError(
  error: unknown,
): error is import('../transports/transport.ts').ConnectError {
  return error instanceof Error && error.name === 'ConnectError';
}

function isCommanderError(error: unknown): error is import('commander').CommanderError {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('commander.');
}
