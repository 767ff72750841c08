/** Lighthouse on the built site, over loopback: what its scores lack to a hundred. */
import { execFile } from 'node:child_process';
import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CHROMIUM, hasChromium } from '../../tests/e2e/support/browser.ts';
import { buildIfStale } from '../suites/build.ts';
import { ROOT } from '../suites/command.ts';
import { type BenchResult, median } from './measurement.ts';
import { countingServer } from './page-load.ts';
import { tool } from './peers/tools.ts';

const VERSION = '13.5.0';
const SITE = join(ROOT, 'dist', 'site');
const CATEGORIES = ['performance', 'accessibility', 'best-practices'] as const;
/** The score of performance varies from one load to the next. */
const ROUNDS = 3;

type Scores = Readonly<Record<(typeof CATEGORIES)[number], number>>;

export async function benchLighthouse(): Promise<readonly BenchResult[]> {
  const name = 'Lighthouse';
  if (!hasChromium) return [{ name, why: `needs a Chromium: ${CHROMIUM} isn't there` }];
  const lighthouse = tool('lighthouse', VERSION);
  if ('why' in lighthouse) return [{ name, why: lighthouse.why }];
  await buildIfStale();
  const server = await countingServer(SITE);
  try {
    const results: BenchResult[] = [];
    for (const [what, address] of pages()) {
      const scores: Scores[] = [];
      for (let round = 0; round < ROUNDS; round += 1)
        scores.push(await audit(lighthouse.folder, server.origin + address));
      const middle = CATEGORIES.map((category) => median(scores.map((each) => each[category])));
      results.push({
        name: `Lighthouse, ${what}`,
        beside: '100 of each score',
        value: Math.max(...middle.map((score) => 100 - score)),
        ...{ target: 0, unit: 'points' },
        detail: CATEGORIES.map((category, index) => `${category} ${middle[index]}`).join(', '),
      });
    }
    return results;
  } finally {
    await server.close();
  }
}

/** The home page, a switch, and the longest runbook. */
function pages(): [what: string, address: string][] {
  const largest = (pattern: string): string => {
    const [first = ''] = globSync(pattern, { cwd: SITE }).toSorted(
      (a, b) => statSync(join(SITE, b)).size - statSync(join(SITE, a)).size,
    );
    return `/${first.replace(/index\.html$/, '')}`;
  };
  return [
    ['home', '/'],
    ['a switch', largest('inventory/switches/*/index.html')],
    ['the longest runbook', largest('runbooks/*/index.html')],
  ];
}

/** Beside this process, whose server answers meanwhile. */
async function audit(folder: string, url: string): Promise<Scores> {
  const output = join(ROOT, '.cache', 'bench', 'lighthouse.json');
  const flags =
    '--headless=new --no-sandbox --disable-gpu --disable-quic --disable-background-networking --disable-component-update --disable-sync';
  const args = [
    join(folder, 'cli', 'index.js'),
    url,
    ...['--quiet', '--output=json', `--output-path=${output}`, '--preset=desktop'],
    `--only-categories=${CATEGORIES.join(',')}`,
    `--chrome-flags=${flags}`,
  ];
  const env = { ...process.env, CHROME_PATH: CHROMIUM };
  await promisify(execFile)(process.execPath, args, { env, timeout: 180_000 });
  const { categories } = JSON.parse(readFileSync(output, 'utf8')) as {
    readonly categories: Record<string, { readonly score: number }>;
  };
  return Object.fromEntries(
    CATEGORIES.map((category) => [category, Math.round((categories[category]?.score ?? 0) * 100)]),
  ) as Scores;
}
