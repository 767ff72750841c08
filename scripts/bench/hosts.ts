/** A site of more and more hosts: what each further one costs must not grow. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ASTRO_BUILD, ASTRO_ENV } from '../astro.ts';
import { linkPackages } from '../site/packages.ts';
import { ROOT } from '../suites/command.ts';
import type { BenchResult } from './measurement.ts';
import { OUR_FILES } from './our-site.ts';
import { type Built, build } from './peers/build.ts';
import { syntheticInventory } from './synthetic-inventory.ts';

const FOLDER = join(ROOT, '.cache', 'bench', 'hosts');
const FEW = 10;
const SOME = 100;
const MANY = 1000;
/** The cost of a further host, at a thousand beside that at a hundred. */
const TARGET = 1.25;
const MIB = 1000 ** 3 / 1024 ** 2;

export async function benchHosts(): Promise<readonly BenchResult[]> {
  const [few, some, many] = [FEW, SOME, MANY].map(siteOf) as [Built, Built, Built];
  const early = (some.cpuMs - few.cpuMs) / (SOME - FEW);
  const late = (many.cpuMs - some.cpuMs) / (MANY - SOME);
  const seconds = ({ elapsedMs }: Built): string => `${(elapsedMs / 1000).toFixed(1)} s`;
  return [
    {
      name: 'a further host, built',
      beside: `at ${SOME} hosts`,
      value: late / early,
      target: TARGET,
      unit: '×',
      detail: `${late.toFixed(1)} ms / ${early.toFixed(1)} ms of a core; ${FEW}, ${SOME}, ${MANY}: ${[few, some, many].map(seconds).join(', ')}`,
    },
    {
      name: `memory of building ${MANY.toLocaleString('en')} hosts`,
      ...{ beside: '1 GB', value: many.peakMiB, target: MIB, unit: 'MiB' },
      detail: `${SOME}: ${some.peakMiB.toFixed(0)}`,
    },
  ];
}

function siteOf(hosts: number): Built {
  const cwd = join(FOLDER, String(hosts));
  rmSync(cwd, { recursive: true, force: true });
  const files = [
    ...syntheticInventory(hosts),
    { path: 'content/docs/index.mdx', text: '---\ntitle: Home\n---\n\nSynthetic.\n' },
    ...OUR_FILES,
  ];
  for (const { path, text } of files) {
    mkdirSync(dirname(join(cwd, path)), { recursive: true });
    writeFileSync(join(cwd, path), text);
  }
  linkPackages(cwd);
  return build({ cwd, command: ASTRO_BUILD, env: ASTRO_ENV, left: ['dist', '.astro', '.cache'] });
}
