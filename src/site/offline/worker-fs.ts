/** Writes the service worker of a built site. */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { HEADERS_FILE, NGINX_FILE } from './headers.ts';
import type { Manifest } from './worker/locate.ts';

export const WORKER_FILE = 'sw.js';
/** For servers and search engines, not for readers. */
const NOT_KEPT = new RegExp(
  `^(?:${WORKER_FILE}|${HEADERS_FILE}|${NGINX_FILE}|sitemap.*\\.xml|robots\\.txt)$`,
);

/** @param files of the site as it will be read. */
export async function writeWorker(root: string, files: Iterable<string>): Promise<void> {
  const manifest: Record<string, string> = {};
  for (const file of files) {
    if (!NOT_KEPT.test(file)) manifest[file] = hashOf(readFileSync(join(root, file)));
  }
  writeFileSync(join(root, WORKER_FILE), await workerScript(manifest));
}

/** Changes with any file of the site, and with the worker itself. */
async function workerScript(manifest: Manifest): Promise<string> {
  const files = JSON.stringify(manifest);
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'worker', 'worker.ts')],
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    write: false,
    logLevel: 'silent',
    legalComments: 'none',
    define: { MANIFEST: 'SITE_MANIFEST', BUILD: 'SITE_BUILD' },
  });
  const code = outputFiles[0]?.text ?? '';
  const version = hashOf(files + code);
  return `const SITE_BUILD="${version}",SITE_MANIFEST=${files};\n${code}`;
}

/** The first 16 hexadecimal digits of SHA-256. */
function hashOf(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex').slice(0, 16);
}
