/** What a page weighs: its styles and scripts, and all of it beside diagrams that the browser draws. */
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { pageId } from '../../src/site/paths.ts';
import { readPages } from '../../src/site/project-fs.ts';
import { launch } from '../../tests/e2e/support/browser.ts';
import { ASTRO } from '../astro.ts';
import { buildIfStale } from '../suites/build.ts';
import { ROOT } from '../suites/command.ts';
import type { BenchResult } from './measurement.ts';
import { bytesOfLoad, countingServer } from './page-load.ts';
import { type PageWeight, pageWeight } from './page-weight.ts';
import { build } from './peers/build.ts';
import { writePlainSite } from './peers/plain-site.ts';

const SITE = join(ROOT, 'dist', 'site');
const PLAIN = join(ROOT, '.cache', 'bench', 'mermaid');
const LIMIT = 20_000;

export async function benchWeight(): Promise<readonly BenchResult[]> {
  await buildIfStale();
  const pages = globSync('**/*.html', { cwd: SITE }).map((page) => pageWeight(SITE, page));
  return [
    heaviest('scripts of a page, compressed', pages, ({ script }) => script),
    heaviest('styles of a page, compressed', pages, ({ style }) => style),
    await besideMermaid(),
  ];
}

function heaviest(
  name: string,
  pages: readonly PageWeight[],
  of: (page: PageWeight) => number,
): BenchResult {
  const [worst] = pages.toSorted((a, b) => of(b) - of(a));
  return {
    ...{ name, beside: `the heaviest of ${pages.length}`, unit: 'bytes', target: LIMIT },
    value: worst ? of(worst) : Number.NaN,
    detail: worst?.page ?? '',
  };
}

async function besideMermaid(): Promise<BenchResult> {
  writePlainSite(ROOT, PLAIN, 'browser');
  const env = { ASTRO_TELEMETRY_DISABLED: '1' };
  build({ cwd: PLAIN, command: [process.execPath, ASTRO, 'build'], env, left: ['dist', '.astro'] });
  const drawn = readPages(ROOT).filter(({ text }) => /^<Diagram\b/m.test(text));
  const addresses = drawn.map(({ path }) =>
    `/${pageId(path).replace(/^index$/, '')}/`.replace('//', '/'),
  );
  const ours = await loads(SITE, addresses, 'svg');
  const theirs = await loads(join(PLAIN, 'dist'), addresses, '.mermaid svg');
  return {
    name: 'loading a page with a diagram',
    beside: 'Starlight and Mermaid in the browser',
    value: ours / theirs,
    target: 0.1,
    unit: '×',
    detail: `${kilobytes(ours)} / ${kilobytes(theirs)}, mean of ${addresses.length} pages`,
  };
}

/** Mean bytes of opening each of some pages. */
async function loads(root: string, addresses: readonly string[], ready: string): Promise<number> {
  const server = await countingServer(root);
  const browser = await launch();
  try {
    let total = 0;
    for (const address of addresses) total += await bytesOfLoad(browser, server, address, ready);
    return total / addresses.length;
  } finally {
    await browser.close();
    await server.close();
  }
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(0)} kB`;
}
