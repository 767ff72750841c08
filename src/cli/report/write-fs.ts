/** `--report junit|json|md`: which, and where to. */
import { accessSync, constants, statSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { CliError } from '../errors.ts';
import { EXIT } from '../exit-codes.ts';
import type { Terminal } from '../terminal.ts';
import { jsonReport } from './json.ts';
import { junitReport } from './junit.ts';
import { markdownReport } from './markdown.ts';
import type { RunReport } from './report.ts';

const FORMATS: Readonly<Record<string, (report: RunReport) => string>> = {
  junit: junitReport,
  json: (report) => `${JSON.stringify(jsonReport(report), null, 2)}\n`,
  md: markdownReport,
};

export interface Wanted {
  readonly make: (report: RunReport) => string;
  /** Absolute; stdout when absent. */
  readonly path?: string;
}

/**
 * What `--report` asks for. Looked at before anything is run: a report that can't be
 * written isn't found out at the end.
 * @param given `junit`, `md=report.md` …
 * @throws CliError on an unknown format, or a file that can't be written
 */
export function wantedReports(given: readonly string[], cwd: string): Wanted[] {
  const wanted = given.map((each) => wantedReport(each, cwd));
  if (wanted.filter(({ path }) => path === undefined).length > 1)
    throw new CliError(EXIT.usage, 'only one report can go to stdout', '--report junit=out.xml');
  return wanted;
}

function wantedReport(given: string, cwd: string): Wanted {
  const [format = '', ...rest] = given.split('=');
  const make = Object.hasOwn(FORMATS, format) ? FORMATS[format] : undefined;
  if (!make)
    throw new CliError(
      EXIT.usage,
      `there is no report "${format}"`,
      Object.keys(FORMATS).join(', '),
    );
  if (rest.length === 0) return { make };
  const path = resolve(cwd, rest.join('='));
  try {
    mustBeWritable(path);
  } catch (error) {
    throw new CliError(
      EXIT.usage,
      `the report can not be written: ${(error as Error).message}`,
      'nothing was done. Name a file in a folder that you can write to',
    );
  }
  return { make, path };
}

/** A file, or room for one. @throws Error */
function mustBeWritable(path: string): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isDirectory()) throw new Error(`${path} is a folder`);
  const folder = dirname(path);
  const there = statSync(folder, { throwIfNoEntry: false })?.isDirectory();
  if (!there) throw new Error(`there is no folder ${folder}`);
  accessSync(found ? path : folder, constants.W_OK);
}

/** @throws CliError when a file can't be written */
export function writeReports(
  wanted: readonly Wanted[],
  report: RunReport,
  terminal: Terminal,
): void {
  for (const { make, path } of wanted) {
    if (path === undefined) terminal.print(make(report));
    else writeReport(path, make(report));
  }
}

function writeReport(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    const message = `the report can not be written: ${(error as Error).message}`;
    throw new CliError(EXIT.failed, message, 'runbook show RUN --report writes it again');
  }
}
