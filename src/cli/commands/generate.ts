/** `runbook generate`: diagrams, configs and the schema follow the inventory. */
import type { Finding } from '../../generate/freshness.ts';
import { type GenerateReport, generate, staleFindings } from '../../generate/generate.ts';
import { type Action, flag, type Invocation } from '../command.ts';
import { CliError } from '../errors.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { Terminal } from '../terminal.ts';
import { count, localTime } from '../text.ts';

export const run: Action = async (invocation) => {
  const { options, terminal, root } = invocation;
  const [check, force] = [flag(options, 'check'), flag(options, 'force')];
  if (check && (force || options.watch)) {
    throw new CliError(EXIT.usage, '--check writes nothing: not with --force or --watch');
  }
  if (options.watch) return follow(invocation, force);
  const report = await generate(root(), { check, force });
  if (options.json) terminal.json(report);
  return check ? showCheck(report, terminal, flag(options, 'json')) : showWritten(report, terminal);
};

function showCheck(report: GenerateReport, terminal: Terminal, json: boolean): ExitCode {
  const stale = staleFindings(report);
  if (!json) for (const finding of stale) terminal.out(staleLine(finding, terminal));
  if (stale.length === 0) {
    terminal.note(`${count(report.findings.length, 'file')}, all up to date`);
    return EXIT.ok;
  }
  terminal.note(`${count(stale.length, 'file')} of ${report.findings.length} to generate again`);
  terminal.note(`  ${terminal.colors.err.cyan('hint:'.padEnd(10))}runbook generate`);
  return EXIT.stale;
}

function staleLine({ path, state }: Finding, terminal: Terminal): string {
  const { yellow } = terminal.colors.out;
  return `${yellow(state.padEnd(8))} ${path}`;
}

function showWritten(report: GenerateReport, terminal: Terminal): ExitCode {
  const { written, removed, findings } = report;
  const { green, red } = terminal.colors.err;
  for (const path of written) terminal.note(`${green('written')}  ${path}`);
  for (const path of removed) terminal.note(`${red('removed')}  ${path}`);
  if (written.length + removed.length === 0) {
    terminal.note(`${count(findings.length, 'file')}, all up to date`);
  }
  return EXIT.ok;
}

/** Until Ctrl-C. A mistake in the inventory is shown, and watching goes on. */
async function follow({ terminal, root }: Invocation, force: boolean): Promise<ExitCode> {
  const { watch } = await import('../../generate/watch-fs.ts');
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => stop.abort());
  }
  terminal.note('following content/inventory and content/configs; Ctrl-C ends');
  await watch(
    root(),
    { force },
    {
      onReport(report) {
        terminal.note(terminal.colors.err.dim(localTime(new Date().toISOString())));
        showWritten(report, terminal);
      },
      onProblems: (problems) => terminal.problems(problems),
    },
    stop.signal,
  );
  return EXIT.ok;
}
