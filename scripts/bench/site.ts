/** Building the site, beside plain Starlight on the pages that are written. */
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { ASTRO, ASTRO_BUILD, ASTRO_ENV } from '../astro.ts';
import { ROOT } from '../suites/command.ts';
import { type BenchResult, race } from './measurement.ts';
import { writePlainSite } from './peers/plain-site.ts';

const ROUNDS = 5;
const TARGET = 1;
/** Under the project, so that its packages are found. */
const FOLDER = join(ROOT, '.cache', 'bench');
const PLAIN = join(FOLDER, 'plain');
/** As Starlight's own `npm run build` calls it. */
const PLAIN_BUILD = [process.execPath, ASTRO, 'build'];
const PLAIN_ENV = { ASTRO_TELEMETRY_DISABLED: '1' };

/**
 * `astro build` of both, in turn: ours as `npm run build` calls it, each with its cache warm.
 * Per page: ours has those of the inventory besides those that are written.
 */
export async function benchSite(): Promise<readonly BenchResult[]> {
  const built = join(FOLDER, 'site');
  writePlainSite(ROOT, PLAIN);
  const alternatives = [
    () => build(ROOT, [...ASTRO_BUILD, '--outDir', built], ASTRO_ENV),
    () => build(PLAIN, PLAIN_BUILD, PLAIN_ENV),
  ];
  await race(1, alternatives);
  const [ours = 0, plain = 0] = await race(ROUNDS, alternatives);
  const [mine, theirs] = [pagesIn(built), pagesIn(join(PLAIN, 'dist'))];
  return [
    {
      name: 'a page of this site, built',
      beside: 'plain Starlight',
      value: ours / mine / (plain / theirs),
      target: TARGET,
      unit: '×',
      detail: `${ours.toFixed(0)} ms for ${mine} pages / ${plain.toFixed(0)} ms for ${theirs}`,
    },
  ];
}

function pagesIn(folder: string): number {
  return globSync('**/*.html', { cwd: folder }).length;
}

function build(cwd: string, [command = '', ...args]: string[], env: NodeJS.ProcessEnv): void {
  const options = { cwd, env: { ...process.env, ...env }, encoding: 'utf8' } as const;
  const { status, stdout, stderr } = spawnSync(command, args, options);
  if (status !== 0) throw new Error(`astro build in ${cwd}:\n${stdout}\n${stderr}`);
}
