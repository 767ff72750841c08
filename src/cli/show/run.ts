/** A recorded run as it went. */
import type { RunRecord } from '../../journal/runs-fs.ts';
import { type Invocation, text, texts } from '../command.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { shortPath } from '../project-fs.ts';
import { outWidth } from '../terminal.ts';

export async function showRun(invocation: Invocation, record: RunRecord): Promise<ExitCode> {
  const { options, terminal, stateDir, env, cwd } = invocation;
  const { readReport } = await import('../report/read-fs.ts');
  const wanted = text(options, 'output');
  if (wanted !== undefined) {
    const { printOutput } = await import('../report/print-output.ts');
    printOutput(record, wanted, terminal);
    return EXIT.ok;
  }
  const report = readReport(stateDir, record);
  const formats = [...texts(options, 'report'), ...(options.json ? ['json'] : [])];
  if (formats.length > 0) {
    const { wantedReports, writeReports } = await import('../report/write-fs.ts');
    writeReports(wantedReports(formats, cwd), report, terminal);
  } else {
    const { runLines } = await import('../report/run-lines.ts');
    const path = (long: string): string => shortPath(long, env);
    const view = { colors: terminal.colors.out, columns: outWidth(terminal), path };
    for (const line of runLines(report, view, text(options, 'step'))) terminal.out(line);
  }
  terminal.problems(report.problems);
  return EXIT.ok;
}
