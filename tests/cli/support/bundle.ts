/**
 * The bundle that the command-line tests run: built when the sources are newer, before any
 * test begins (`globalSetup`): two workers that build it would take it away from each other.
 */
import { existsSync, globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { buildCli } from '../../../scripts/build-cli.ts';

const HOME = join(import.meta.dirname, '..', '..', '..');

export default async function freshBundle(): Promise<void> {
  const bundle = join(HOME, 'dist', 'cli', 'main.js');
  const built = existsSync(bundle) ? statSync(bundle).mtimeMs : 0;
  const sources = globSync('src/**/*.ts', { cwd: HOME });
  if (sources.some((file) => statSync(join(HOME, file)).mtimeMs > built)) await buildCli();
}
