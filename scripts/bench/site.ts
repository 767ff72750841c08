/** Building the site, beside plain Starlight on the same pages. */
import { spawnSync } from 'node:child_process';
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

/** `astro build` of both, in turn: ours as `npm run build` calls it, each with its cache warm. */
export async function benchSite(): Promise<readonly BenchResult[]> {
  writePlainSite(ROOT, PLAIN);
  const alternatives = [
    () => build(ROOT, [...ASTRO_BUILD, '--outDir', join(FOLDER, 'site')], ASTRO_ENV),
    () => build(PLAIN, PLAIN_BUILD, PLAIN_ENV),
  ];
  await race(1, alternatives);
  const [ours = 0, plain = 0] = await race(ROUNDS, alternatives);
  return [
    {
      name: 'building the site',
      beside: 'plain Starlight, same pages',
      value: ours / plain,
      target: TARGET,
      unit: '×',
      detail: `${ours.toFixed(0)} ms / ${plain.toFixed(0)} ms`,
    },
  ];
}

function build(cwd: string, [command = '', ...args]: string[], env: NodeJS.ProcessEnv): void {
  const options = { cwd, env: { ...process.env, ...env }, encoding: 'utf8' } as const;
  const { status, stdout, stderr } = spawnSync(command, args, options);
  if (status !== 0) throw new Error(`astro build in ${cwd}:\n${stdout}\n${stderr}`);
}
