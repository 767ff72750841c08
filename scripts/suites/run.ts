/** Runs suites, prints one line each (and all that a failed one said), and adds up. */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
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

/** The counts of vitest's JSON report. A file that can't be loaded has no test: it counts as one failure. */
export function countReport(report: {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly success: boolean;
}): Totals {
  const failed = report.numFailedTests;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && !report.success ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

async function runVitest(suite: Suite): Promise<{ result: CommandResult; totals: Totals }> {
  const file = join(ROOT, '.cache', 'test', `${suite.name}.json`);
  mkdirSync(join(ROOT, '.cache', 'test'), { recursive: true });
  rmSync(file, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const result = await runCommand([...suite.command, ...reporters]);
  try {
    const totals = countReport(JSON.parse(readFileSync(file, 'utf8')));
    // An error outside of any test fails the run without failing a test.
    const missed = result.code !== 0 && totals.failed === 0 ? 1 : 0;
    return { result, totals: { ...totals, failed: totals.failed + missed } };
  } catch {
    return { result, totals: { ...NONE, failed: 1 } };
  }
}

/** Runs one suite, prints how it went. */
export async function runSuite(suite: Suite): Promise<Totals> {
  if (suite.vitest) {
    const { result, totals } = await runVitest(suite);
    printOutcome(suite.name, totals, result, totalsLine(totals));
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
