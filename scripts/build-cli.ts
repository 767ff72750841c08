/**
 * Bundles the CLI into dist/cli: one entry, and a chunk for what each command
 * loads on its own, so that `runbook list` doesn't pay for SSH.
 */
import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const ROOT = join(import.meta.dirname, '..');

/** What bundled CommonJS packages (ssh2) expect around them. */
const COMMONJS = `import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url), __bundleDirname = import.meta.dirname;`;

/** @returns sizes of the written files in bytes, by path relative to the project */
export async function buildCli(): Promise<Record<string, number>> {
  const target = join(ROOT, 'dist', 'cli');
  const outdir = `${target}.${process.pid}`;
  const result = await build({
    absWorkingDir: ROOT,
    entryPoints: ['src/cli/main.ts'],
    outdir,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    chunkNames: 'chunks/[name]-[hash]',
    banner: { js: COMMONJS },
    define: { __dirname: '__bundleDirname' },
    minifySyntax: true,
    minifyWhitespace: true,
    keepNames: true,
    legalComments: 'none',
    // Too large to carry, or native and optional: found in node_modules when a command needs them.
    external: [
      'playwright',
      'playwright-core',
      'mermaid',
      'esbuild',
      'shiki',
      'cpu-features',
      '*.node',
    ],
    metafile: true,
    logLevel: 'warning',
  });
  // Swapped in at the end: a build that fails leaves the last one in place.
  // Two builds at once: the one that comes second takes the first's away and tries again.
  for (let tries = 0; ; tries += 1) {
    rmSync(target, { recursive: true, force: true });
    try {
      renameSync(outdir, target);
      break;
    } catch (error) {
      if (tries === 5) throw error;
    }
  }
  return Object.fromEntries(
    Object.entries(result.metafile.outputs).map(([path, output]) => [path, output.bytes]),
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const sizes = Object.values(await buildCli());
  const kilobytes = Math.round(sizes.reduce((sum, size) => sum + size, 0) / 1024);
  console.log(`dist/cli: ${sizes.length} files, ${kilobytes} KB`);
}
