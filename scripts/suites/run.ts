/** Runs suites, prints one line each (and all that a failed one said), and adds up. */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import pc from 'picocolors';
import { type CommandResult, ROOT, runCommand } from './command.ts';
import type { Suite } from './suites.ts';

export interface Totals {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export const NONE: Totals = { passed: 0, failed: 0, skipped: 0 };

export function add(a: Totals, b: Totals): Totals {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
  };
}

/** `12 passed, 0 failed, 1 skipped`: the last line of `npm test`. */
export function totalsLine({ passed, failed, skipped }: Totals): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/** What is read of vitest's JSON report. */
export interface Report {
  readonly success: boolean;
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

/**
 * The counts of a report. What fails without failing a test (a file that can't be
 * loaded, an error outside of any test) counts as one failure.
 * @param exitCode of vitest itself
 */
export function countReport(report: Report, exitCode: number): Totals {
  const wrong = !report.success || exitCode !== 0;
  return {
    passed: report.numPassedTests,
    failed: Math.max(report.numFailedTests, wrong ? 1 : 0),
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** Full names of the tests that were not run. */
export function skippedTests(report: Report): string[] {
  return report.testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => ['skipped', 'pending', 'todo'].includes(status))
    .map(({ fullName }) => fullName);
}

/** What tests counted, and print as `figures: …`: it is worth reading when all went well too. */
export function figures(output: string): string[] {
  return [...output.matchAll(/^figures: (.*)$/gm)].map(([, figure = '']) => figure);
}

interface VitestRun {
  readonly result: CommandResult;
  readonly totals: Totals;
  readonly skipped: readonly string[];
}

async function runVitest(suite: Suite): Promise<VitestRun> {
  const file = join(ROOT, '.cache', 'test', `${suite.name}.json`);
  mkdirSync(join(ROOT, '.cache', 'test'), { recursive: true });
  rmSync(file, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const result = await runCommand([...suite.command, ...reporters]);
  if (!existsSync(file)) return { result, totals: { ...NONE, failed: 1 }, skipped: [] };
  const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
  return { result, totals: countReport(report, result.code), skipped: skippedTests(report) };
}

/** Runs one suite, prints how it went. */
export async function runSuite(suite: Suite): Promise<Totals> {
  if (suite.vitest) {
    const { result, totals, skipped } = await runVitest(suite);
    printOutcome(suite.name, totals, result, totalsLine(totals));
    for (const figure of figures(result.output)) console.log(`    ${figure}`);
    for (const name of skipped) console.log(pc.dim(`    skipped: ${name}`));
    return totals;
  }
  const result = await runCommand(suite.command);
  const totals = result.code === 0 ? { ...NONE, passed: 1 } : { ...NONE, failed: 1 };
  printOutcome(suite.name, totals, result, result.code === 0 ? '' : `exit code ${result.code}`);
  return totals;
}

function printOutcome(name: string, totals: Totals, result: CommandResult, what: string): void {
  const good = totals.failed === 0;
  const mark = good ? pc.green('✔') : pc.red('✘');
  const seconds = pc.dim(`${(result.durationMs / 1000).toFixed(1)} s`);
  console.log(`${mark} ${name.padEnd(16)} ${[what, seconds].filter(Boolean).join('  ')}`);
  if (!good) console.log(`${result.output.trimEnd().replace(/^/gm, '    ')}\n`);
}
