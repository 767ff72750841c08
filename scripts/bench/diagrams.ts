/** Five diagrams from nothing, beside mermaid-cli's batch: the same texts, the same browser. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { diagramSources } from '../../src/diagrams/sources.ts';
import { loadInventory } from '../../src/inventory/load-fs.ts';
import { ROOT } from '../suites/command.ts';
import { type BenchResult, race } from './measurement.ts';

const NAME = 'five diagrams from nothing';
const DIAGRAMS = 5;
const ROUNDS = 3;
const TARGET = 0.5;
/** Kept between runs; not a dependency of the project. */
const CLI_FOLDER = join(ROOT, '.cache', 'bench', 'mermaid-cli');
const MMDC = join(CLI_FOLDER, 'node_modules', '.bin', 'mmdc');
const PACKAGES = ['@mermaid-js/mermaid-cli@12.2.0', 'puppeteer@25'];

export async function benchDiagrams(): Promise<readonly BenchResult[]> {
  const browser = [process.env.RUNBOOK_CHROMIUM, '/usr/bin/chromium'].find(
    (path) => path !== undefined && existsSync(path),
  );
  if (browser === undefined) return [{ name: NAME, why: 'needs Chromium' }];
  if (!installed()) return [{ name: NAME, why: 'mermaid-cli could not be installed from npm' }];
  const folder = mkdtempSync(join(tmpdir(), 'bench-diagrams-'));
  try {
    const [ours = 0, theirs = 0] = await measure(folder, browser);
    return [
      {
        name: NAME,
        beside: "mermaid-cli's batch",
        value: ours / theirs,
        target: TARGET,
        unit: '×',
        detail: `${ours.toFixed(0)} ms / ${theirs.toFixed(0)} ms`,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function installed(): boolean {
  if (existsSync(MMDC)) return true;
  mkdirSync(CLI_FOLDER, { recursive: true });
  writeFileSync(join(CLI_FOLDER, 'package.json'), '{ "private": true }\n');
  const { status } = spawnSync('npm', ['install', '--no-audit', '--no-fund', ...PACKAGES], {
    cwd: CLI_FOLDER,
    env: { ...process.env, PUPPETEER_SKIP_DOWNLOAD: '1' },
    stdio: 'ignore',
  });
  return status === 0 && existsSync(MMDC);
}

function measure(folder: string, browser: string): Promise<number[]> {
  const sources = diagramSources(loadInventory(ROOT).inventory).slice(0, DIAGRAMS);
  const draw = join(import.meta.dirname, 'draw.ts');
  const [own, batch] = [join(folder, 'own'), join(folder, 'batch')];
  for (const one of [own, batch]) mkdirSync(one);
  for (const { name, mermaid } of sources) writeFileSync(join(own, `${name}.mmd`), mermaid);
  // A Markdown file is mermaid-cli's own way to draw several in one browser.
  const page = sources.map(({ mermaid }) => `\`\`\`mermaid\n${mermaid}\`\`\`\n`).join('\n');
  writeFileSync(join(batch, 'page.md'), page);
  const launch = { executablePath: browser, args: ['--no-sandbox', '--disable-gpu'] };
  writeFileSync(join(batch, 'puppeteer.json'), JSON.stringify(launch));
  return race(ROUNDS, [
    () => drawn(own, () => execFileSync(process.execPath, [draw, own, browser])),
    () =>
      drawn(batch, () =>
        execFileSync(
          process.execPath,
          [MMDC, '-q', '-p', 'puppeteer.json', '-i', 'page.md', '-o', 'out.md', '-e', 'svg'],
          { cwd: batch },
        ),
      ),
  ]);
}

/** Runs one alternative from nothing, and makes sure that it has drawn. */
function drawn(folder: string, run: () => unknown): void {
  const svgs = () => readdirSync(folder).filter((file) => file.endsWith('.svg'));
  for (const file of svgs()) rmSync(join(folder, file));
  run();
  if (svgs().length !== DIAGRAMS) throw new Error(`${svgs().length} of ${DIAGRAMS} were drawn`);
}
