/** Building the site, beside plain Starlight on the same pages. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pageId } from '../../src/site/paths.ts';
import { loadProject, readPages } from '../../src/site/project-fs.ts';
import { ASTRO, ASTRO_BUILD, ASTRO_ENV } from '../astro.ts';
import { ROOT } from '../suites/command.ts';
import { type BenchResult, race } from './measurement.ts';
import { plainPage } from './plain-pages.ts';

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
  writePlainProject();
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

function writePlainProject(): void {
  const { project } = loadProject(ROOT);
  rmSync(PLAIN, { recursive: true, force: true });
  for (const page of readPages(ROOT)) {
    const file = join(PLAIN, 'src/content/docs', `${pageId(page.path)}.mdx`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, plainPage(page, project));
  }
  writeFileSync(join(PLAIN, 'package.json'), PACKAGE);
  writeFileSync(join(PLAIN, 'astro.config.mjs'), CONFIG);
  writeFileSync(join(PLAIN, 'src/content.config.ts'), COLLECTIONS);
}

/** Astro bundles what is named here; what isn't, it would leave to Node. */
const PACKAGE = `{ "private": true, "type": "module", "dependencies": { "@astrojs/starlight": "*", "astro": "*" } }
`;
/** As `npm create astro -- --template starlight` leaves them. */
const CONFIG = `import { defineConfig } from 'astro/config';
import starlight from '@astrojs/starlight';
export default defineConfig({ integrations: [starlight({ title: 'Plain' })] });
`;
const COLLECTIONS = `import { defineCollection } from 'astro:content';
import { docsLoader } from '@astrojs/starlight/loaders';
import { docsSchema } from '@astrojs/starlight/schema';
export const collections = { docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }) };
`;

function build(cwd: string, [command = '', ...args]: string[], env: NodeJS.ProcessEnv): void {
  const options = { cwd, env: { ...process.env, ...env }, encoding: 'utf8' } as const;
  const { status, stdout, stderr } = spawnSync(command, args, options);
  if (status !== 0) throw new Error(`astro build in ${cwd}:\n${stdout}\n${stderr}`);
}
