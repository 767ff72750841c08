/** The reports that a run is asked for. What makes them is loaded only then. */
import { basename, dirname } from 'node:path';
import { findRun } from '../../journal/runs-fs.ts';
import { type Invocation, texts } from '../command.ts';
import { CliError } from '../errors.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';

/** Writes them, from what the journal holds. @returns the exit code: a report that is missing is no success */
export type Reporting = (folder: string, code: ExitCode) => Promise<ExitCode>;

/**
 * Looked at before anything is run.
 * @throws CliError on an unknown format, or a file that can't be written
 */
export async function askedReports(invocation: Invocation): Promise<Reporting> {
  const { options, terminal, cwd } = invocation;
  const given = texts(options, 'report');
  if (given.length === 0) return async (_, code) => code;
  const { wantedReports, writeReports } = await import('./write-fs.ts');
  const wanted = wantedReports(given, cwd);
  if (options.json && wanted.some(({ path }) => path === undefined))
    throw new CliError(EXIT.usage, 'stdout has the events of --json', '--report junit=out.xml');
  return async (folder, code) => {
    const { readReport } = await import('./read-fs.ts');
    const stateDir = dirname(folder);
    try {
      writeReports(wanted, readReport(stateDir, findRun(stateDir, basename(folder))), terminal);
      return code;
    } catch (error) {
      if (!(error instanceof CliError)) throw error;
      terminal.error(error.message, error.hint);
      return code === EXIT.ok ? error.exitCode : code;
    }
  };
}
