/** `npm run dev`: the site as it is written, and the diagrams and configs that follow the inventory. */
import { type ChildProcess, spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { ASTRO, ASTRO_ENV } from '../astro.ts';
import { ROOT } from '../suites/command.ts';

const LAUNCHER = join(ROOT, 'scripts', 'runbook.cjs');

/**
 * Until it is stopped.
 * @param site absolute path of its folder.
 * @param args for Astro's own server: `--port 5000`.
 * @returns the server's exit code.
 */
export async function develop(site: string, args: readonly string[]): Promise<number> {
  const options = { cwd: site, env: { ...process.env, ...ASTRO_ENV } } as const;
  const server = spawn(process.execPath, [ASTRO, 'dev', '--host', '127.0.0.1', ...args], {
    ...options,
    stdio: 'inherit',
  });
  // Its own words are the site's as well; a terminal belongs to the server alone.
  const follower = spawn(process.execPath, [LAUNCHER, 'generate', '--watch'], {
    ...options,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  // It draws with a browser: the page that one looks at comes first.
  if (follower.pid !== undefined) setPriority(follower.pid, constants.priority.PRIORITY_LOW);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => stop(server, follower));
  const code = await new Promise<number>((resolve) => {
    server.on('error', () => resolve(1));
    server.on('exit', (ended) => resolve(ended ?? 0));
  });
  stop(follower);
  return code;
}

function stop(...children: readonly ChildProcess[]): void {
  for (const child of children) child.kill('SIGTERM');
}
