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
 * @param json the command was asked for JSON: the error goes to stdout too, as one object
 *   on one line, so that it can follow the events of a run
 */
export function report(error: unknown, terminal: Terminal, debug: boolean, json = false): ExitCode {
  if (json) reportJson(error, terminal);
  if (error instanceof ProblemError) {
    terminal.problems(error.problems);
    if (error.problems.length > 1) terminal.note(countProblems(error.problems));
    return exitOfProblems(error);
  }
  if (error instanceof CliError) {
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

/** A journal that can't be written, or listed, is the state of this machine, not what was asked for. */
function exitOfProblems({ name, problems }: ProblemError): ExitCode {
  if (name === 'LockedError') return EXIT.locked;
  return problems.some(({ rule }) => rule === 'journal-write' || rule === 'state-folder')
    ? EXIT.failed
    : EXIT.usage;
}

function reportJson(error: unknown, terminal: Terminal): void {
  if (isCommanderError(error) && error.exitCode === 0) return;
  if (error instanceof ProblemError) terminal.event({ ok: false, problems: error.problems });
  else {
    const { message, hint } = error as { message?: string; hint?: string };
    const text = String(message ?? error).replace(/^error: /, '');
    terminal.event({ ok: false, error: text, hint });
  }
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
