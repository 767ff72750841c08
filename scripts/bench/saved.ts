/** From a save to the page that shows it, while one writes: our server beside plain Starlight's. */
import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import { loadInventory } from '../../src/inventory/load-fs.ts';
import { hostPath } from '../../src/views/paths.ts';
import { CHROMIUM, hasChromium, launch } from '../../tests/e2e/support/browser.ts';
import { ASTRO } from '../astro.ts';
import { linkPackages } from '../site/packages.ts';
import { ROOT } from '../suites/command.ts';
import { type BenchResult, median } from './measurement.ts';
import { OUR_FILES } from './our-site.ts';
import { writePlainSite } from './peers/plain-site.ts';

/** Under the project, so that its packages are found. */
const PLAIN = join(ROOT, '.cache', 'bench', 'saved');
const PARTS = ['content', 'runbooks'];
const ROUNDS = 9;
/** ms: what is asked for. */
const TARGET = 1000;

/** A file that is saved, and the page that shows it. */
interface Saved {
  readonly file: string;
  readonly address: string;
  /** The file's text with a word that was not there before. */
  readonly edit: (text: string, word: string) => string;
}

/** On copies of this site: what is saved there is nobody's. */
export async function benchSaved(): Promise<readonly BenchResult[]> {
  const name = 'a saved file, shown';
  if (!hasChromium) return [{ name, why: `needs a Chromium: ${CHROMIUM} isn't there` }];
  const site = copyOfThisSite();
  writePlainSite(ROOT, PLAIN);
  const page = { address: '/', edit: (text: string, word: string) => `${text}\n\n${word}\n` };
  const peerPage = { ...page, file: join(PLAIN, 'src/content/docs/index.mdx') };
  const browser = await launch();
  try {
    const plain = await measure(browser, PLAIN, [ASTRO, 'dev'], [peerPage]);
    const ours = await measure(
      browser,
      site,
      [join(ROOT, 'scripts', 'site.ts'), 'dev'],
      [{ ...page, file: join(site, 'content/docs/index.mdx') }, inventorySaved(site)],
    );
    const [peer = Number.NaN] = plain;
    return ['a page', 'the inventory'].map((what, index) => ({
      name: `${what} saved, until it is shown`,
      beside: 'a second',
      value: ours[index] ?? Number.NaN,
      ...{ target: TARGET, unit: 'ms' as const },
      detail: `plain Starlight, a page: ${peer.toFixed(0)} ms`,
    }));
  } finally {
    await browser.close();
    rmSync(site, { recursive: true, force: true });
  }
}

/** Not in a folder that the server takes for one of builds. @returns its absolute path */
function copyOfThisSite(): string {
  const site = mkdtempSync(join(tmpdir(), 'runbook-bench-'));
  for (const part of PARTS) cpSync(join(ROOT, part), join(site, part), { recursive: true });
  for (const { path, text } of OUR_FILES) writeFileSync(join(site, path), text);
  linkPackages(site);
  return site;
}

/** The title of a host, which its page begins with. */
function inventorySaved(site: string): Saved {
  const [[host, { title }] = ['', { title: '' }]] = Object.entries(
    loadInventory(site).inventory.hosts,
  );
  const line = `title: ${title}\n`;
  const file = globSync(join(site, 'content/inventory/*.yaml')).find((path) =>
    readFileSync(path, 'utf8').includes(line),
  );
  if (file === undefined) throw new Error(`no file of the inventory has the line "${line}"`);
  const edit = (text: string, word: string): string => text.replace(line, `title: ${word}\n`);
  return { file, address: hostPath(host), edit };
}

/** @returns the median of each file, in ms */
async function measure(
  browser: Browser,
  cwd: string,
  command: readonly string[],
  files: readonly Saved[],
): Promise<number[]> {
  const server = spawn(process.execPath, [...command, '--port', '0'], {
    ...{ cwd, env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' } },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const page = await browser.newPage();
  try {
    const origin = await addressOf(server);
    const medians: number[] = [];
    for (const saved of files) medians.push(await medianOf(page, origin, saved));
    return medians;
  } finally {
    await page.close();
    const ended = new Promise((resolve) => server.once('exit', resolve));
    if (server.kill('SIGTERM')) await ended;
  }
}

/** The first save wakes what was asleep, and isn't counted. */
async function medianOf(page: Page, origin: string, saved: Saved): Promise<number> {
  const text = readFileSync(saved.file, 'utf8');
  await page.goto(origin + saved.address);
  const times: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const word = `saved${round}x`;
    const started = performance.now();
    writeFileSync(saved.file, saved.edit(text, word));
    await page.locator(`main >> text=${word}`).first().waitFor({ timeout: 30_000 });
    if (round > 0) times.push(performance.now() - started);
    // As after a pause for thought: what the save set off is over.
    await page.waitForTimeout(500);
  }
  return median(times);
}

function addressOf(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    server.stdout?.on('data', (chunk) => {
      said += chunk;
      const [address] = /http:\/\/(?:localhost|127\.0\.0\.1):\d+/.exec(said) ?? [];
      if (address !== undefined) resolve(address);
    });
    server.on('exit', () => reject(new Error(`the server has ended:\n${said}`)));
  });
}
