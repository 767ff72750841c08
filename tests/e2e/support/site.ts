/** The built site, served on loopback; built first when nobody has. */
import { spawnSync } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createSiteServer } from '../../../src/cli/serve/server.ts';

export const ROOT = join(import.meta.dirname, '../../..');
export const SITE = join(ROOT, 'dist/site');

export interface ServedSite {
  /** `http://127.0.0.1:port` */
  readonly origin: string;
  close(): Promise<void>;
}

/** Addresses of all pages: `/`, `/network/`, … */
export function pages(): string[] {
  return globSync('**/index.html', { cwd: SITE })
    .map((file) => `/${file.replace(/index\.html$/, '')}`)
    .sort();
}

export function buildIfMissing(): void {
  if (existsSync(join(SITE, 'index.html'))) return;
  const env = { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' };
  const astro = join(ROOT, 'node_modules/.bin/astro');
  const built = spawnSync(astro, ['build'], { cwd: ROOT, env, encoding: 'utf8' });
  if (built.status !== 0) throw new Error(`${built.stdout}\n${built.stderr}`);
}

export async function serveSite(): Promise<ServedSite> {
  const server = createSiteServer({ folder: SITE, local: true });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
