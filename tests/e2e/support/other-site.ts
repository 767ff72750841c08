/** A site of another team, built in a folder of its own by this code. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { apartFolder } from '../../site/support/apart.ts';
import { ROOT } from './site.ts';

export interface OtherSite {
  /** A file of the site, as it was built: `index.html`. */
  built(path: string, encoding?: BufferEncoding): string;
  /** What the build said. */
  readonly output: string;
  remove(): void;
}

/**
 * @param change paths of the sample site → what they hold instead; nothing: they are taken away.
 * @throws when the build doesn't succeed
 */
export function buildOther(
  change: Readonly<Record<string, string | Buffer | undefined>>,
): OtherSite {
  const folder = apartFolder('runbook-other-');
  const site = join(folder, 'site');
  const run = (cwd: string, ...args: string[]) => {
    // Vitest's own mode would reach Astro, which takes that of the environment.
    const mode = { NODE_ENV: 'production', MODE: 'production' };
    const env = { ...process.env, RUNBOOK_SOURCE: '1', ...mode };
    const { status, stdout, stderr } = spawnSync(process.execPath, args, {
      ...{ cwd, env, encoding: 'utf8' },
    });
    expect(status, stdout + stderr).toBe(0);
    return stdout + stderr;
  };
  run(folder, join(ROOT, 'scripts/runbook.cjs'), 'init', site);
  for (const [path, text] of Object.entries(change)) {
    if (text === undefined) rmSync(join(site, path), { recursive: true });
    else {
      mkdirSync(dirname(join(site, path)), { recursive: true });
      writeFileSync(join(site, path), text);
    }
  }
  return {
    output: run(site, join(ROOT, 'scripts/site.ts'), 'build'),
    built: (path, encoding = 'utf8') => readFileSync(join(site, 'dist/site', path), encoding),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
