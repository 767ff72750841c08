/** Programs that only a comparison needs: fetched from the npm registry when it is made. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../suites/command.ts';

/** @returns the folder of the package, or why there is none. */
export function tool(name: string, version: string): { folder: string } | { why: string } {
  const home = join(ROOT, '.cache', 'bench', 'tools', `${name}-${version}`);
  const folder = join(home, 'node_modules', name);
  if (existsSync(join(home, '.complete'))) return { folder };
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, 'package.json'), '{ "private": true }\n');
  const args = ['install', '--no-audit', '--no-fund', '--loglevel=error', `${name}@${version}`];
  const { status, stderr } = spawnSync('npm', args, { cwd: home, encoding: 'utf8' });
  if (status !== 0) {
    const [first = 'npm failed'] = stderr.trim().split('\n');
    return { why: `${name} ${version} could not be installed: ${first}` };
  }
  writeFileSync(join(home, '.complete'), '');
  return { folder };
}
