/** Builds what is older than what it is made from. */
import { existsSync, globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, runCommand } from './command.ts';

const SITE = join(ROOT, 'dist', 'site', 'index.html');
const SOURCES = [
  'content/**/*',
  'runbooks/**/*',
  'src/**/*',
  'astro.config.mjs',
  'package-lock.json',
];

/** Is every file older than the target? */
export function isFresh(target: string, patterns: readonly string[]): boolean {
  if (!existsSync(target)) return false;
  const built = statSync(target).mtimeMs;
  const files = globSync([...patterns], { cwd: ROOT });
  return files.every((file) => statSync(join(ROOT, file)).mtimeMs <= built);
}

/** @returns whether anything was built. @throws Error with the output of a build that failed */
export async function buildIfStale(): Promise<boolean> {
  if (isFresh(SITE, SOURCES)) return false;
  const { code, output } = await runCommand(['node', 'scripts/build.ts']);
  if (code !== 0) throw new Error(`the build failed:\n${output}`);
  return true;
}
