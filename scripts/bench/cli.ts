/** How fast the command starts, beside Node itself. */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../suites/command.ts';
import { type Measurement, race } from './measurement.ts';

const LAUNCHER = join(ROOT, 'scripts', 'runbook.cjs');
const ROUNDS = 15;
const RUNBOOKS = 50;

/** `--version`, `list` on 50 runbooks, and `generate` with nothing to do. */
export async function benchCli(): Promise<Measurement[]> {
  const project = manyRunbooks();
  try {
    const node = (): unknown => execFileSync(process.execPath, ['-e', '0']);
    const cli =
      (cwd: string, ...args: string[]) =>
      (): void => {
        const { status, stderr } = spawnSync(process.execPath, [LAUNCHER, ...args], { cwd });
        if (status !== 0) throw new Error(`runbook ${args.join(' ')}: ${stderr}`);
      };
    const alternatives = [
      node,
      cli(project, '--version'),
      cli(project, 'list'),
      cli(ROOT, 'generate'),
    ];
    // Otherwise the first round would write, and start a browser.
    cli(ROOT, 'generate', '--check')();
    await race(2, alternatives);
    const [start = 0, version = 0, list = 0, generate = 0] = await race(ROUNDS, alternatives);
    return [
      beside('runbook --version', version, start, 2.5),
      beside(`runbook list, ${RUNBOOKS} runbooks`, list, start, 6),
      {
        name: 'generate, nothing changed',
        beside: 'over the start of Node',
        value: generate - start,
        target: 500,
        unit: 'ms',
        detail: `${generate.toFixed(0)} ms / ${start.toFixed(0)} ms`,
      },
    ];
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
}

function beside(name: string, measured: number, start: number, target: number): Measurement {
  return {
    name,
    beside: 'node -e 0',
    value: measured / start,
    target,
    unit: '×',
    detail: `${measured.toFixed(0)} ms / ${start.toFixed(0)} ms`,
  };
}

/** The project's own inventory, and its longest runbook fifty times. */
function manyRunbooks(): string {
  const folder = mkdtempSync(join(tmpdir(), 'runbook-bench-'));
  cpSync(join(ROOT, 'content', 'inventory'), join(folder, 'content', 'inventory'), {
    recursive: true,
  });
  mkdirSync(join(folder, 'runbooks'));
  const page = longestRunbook();
  for (let index = 0; index < RUNBOOKS; index += 1) {
    writeFileSync(join(folder, 'runbooks', `runbook-${index}.mdx`), page);
  }
  return folder;
}

function longestRunbook(): string {
  const { runbooks } = JSON.parse(
    execFileSync(process.execPath, [LAUNCHER, 'list', '--json'], { cwd: ROOT, encoding: 'utf8' }),
  ) as { runbooks: { file: string }[] };
  const pages = runbooks.map(({ file }) => readFileSync(join(ROOT, file), 'utf8'));
  return pages.sort((a, b) => b.length - a.length)[0] ?? '';
}
