/** A thousand pages: ours, plain Starlight and VitePress, with the same text, each from nothing. */
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ASTRO, ASTRO_BUILD, ASTRO_ENV } from '../astro.ts';
import { linkPackages } from '../site/packages.ts';
import { ROOT } from '../suites/command.ts';
import { type BenchResult, median } from './measurement.ts';
import { OUR_FILES } from './our-site.ts';
import { type Built, build, type Project } from './peers/build.ts';
import { corpus } from './peers/corpus.ts';
import { writePlainSite } from './peers/plain-site.ts';
import { tool } from './peers/tools.ts';
import { writeVitePress } from './peers/vitepress.ts';

const PAGES = 1000;
const ROUNDS = 3;
const VITEPRESS = '1.6.4';
const MIB = 1000 ** 3 / 1024 ** 2;
/** Under the project, so that its packages are found. */
const FOLDER = join(ROOT, '.cache', 'bench', 'thousand');
const TELEMETRY = { ASTRO_TELEMETRY_DISABLED: '1' };

export async function benchLargeSite(): Promise<readonly BenchResult[]> {
  rmSync(FOLDER, { recursive: true, force: true });
  const ours = writeOurs(join(FOLDER, 'ours'));
  const peers = new Map([['plain Starlight', writeStarlight(join(FOLDER, 'starlight'))]]);
  const vitepress = tool('vitepress', VITEPRESS);
  if ('folder' in vitepress) peers.set('VitePress', writeVitePressSite(vitepress.folder));
  const rounds = Array.from({ length: ROUNDS }, () => ({
    ours: build(ours),
    peers: [...peers].map(([name, project]) => [name, build(project)] as const),
  }));
  const mine = middle(rounds.map((round) => round.ours));
  const theirs = [...peers.keys()].map((name) => {
    const built = rounds.flatMap((round) => round.peers.filter(([peer]) => peer === name));
    return { name, ...middle(built.map(([, each]) => each)) };
  });
  return [
    ...theirs.map((peer) => ({
      name: `a page of ${PAGES.toLocaleString('en')}, built`,
      beside: peer.name,
      value: mine.elapsedMs / peer.elapsedMs,
      target: 1,
      unit: '×' as const,
      detail: `${perPage(mine)} / ${perPage(peer)}; it held ${peer.peakMiB.toFixed(0)} MiB`,
    })),
    {
      name: 'memory of that build, at its peak',
      beside: '1 GB',
      value: mine.peakMiB,
      target: MIB,
      unit: 'MiB',
      detail: theirs.map(({ name, peakMiB }) => `${name} ${peakMiB.toFixed(0)}`).join(', '),
    },
    ...('why' in vitepress ? [{ name: 'building beside VitePress', why: vitepress.why }] : []),
  ];
}

function middle(all: readonly Built[]): Built {
  const of = (value: (built: Built) => number): number => median(all.map(value));
  return {
    elapsedMs: of(({ elapsedMs }) => elapsedMs),
    cpuMs: of(({ cpuMs }) => cpuMs),
    peakMiB: of(({ peakMiB }) => peakMiB),
  };
}

function perPage({ elapsedMs, cpuMs }: Built): string {
  return `${(elapsedMs / PAGES).toFixed(1)} ms (${(cpuMs / PAGES).toFixed(1)} of a core)`;
}

function writeOurs(cwd: string): Project {
  const files = new Map([
    ...corpus(PAGES),
    ...OUR_FILES.map(({ path, text }) => [path, text] as const),
  ]);
  for (const [path, text] of files) {
    mkdirSync(dirname(join(cwd, path)), { recursive: true });
    writeFileSync(join(cwd, path), text);
  }
  linkPackages(cwd);
  return { cwd, command: ASTRO_BUILD, env: ASTRO_ENV, left: ['dist', '.astro', '.cache'] };
}

function writeStarlight(cwd: string): Project {
  writePlainSite(join(FOLDER, 'ours'), cwd);
  const command = [process.execPath, ASTRO, 'build'];
  return { cwd, command, env: TELEMETRY, left: ['dist', '.astro', 'node_modules/.astro'] };
}

/** From the plain pages, which are Markdown once nothing of ours is in them. */
function writeVitePressSite(folder: string): Project {
  const from = join(FOLDER, 'starlight', 'src', 'content', 'docs');
  const pages = globSync('**/*.mdx', { cwd: from }).map(
    (path) => [path, readFileSync(join(from, path), 'utf8')] as const,
  );
  const cwd = join(FOLDER, 'vitepress');
  writeVitePress(cwd, pages);
  const command = [process.execPath, join(folder, 'bin', 'vitepress.js'), 'build', 'docs'];
  return { cwd, command, left: ['docs/.vitepress/dist', 'docs/.vitepress/cache'] };
}
