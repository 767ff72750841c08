/** The headers for nginx, as nginx itself reads them. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { headerRules, nginxText } from '../../../src/site/offline/headers.ts';

const NGINX = ['/usr/sbin/nginx', '/usr/bin/nginx'].find((path) => existsSync(path));
const TEXT = nginxText(headerRules("script-src 'self' 'sha256-AbC='", '/docs'));

/** Its `location` blocks, each with its headers. */
function locations(text: string): Record<string, Record<string, string>> {
  const blocks = [...text.matchAll(/^location (.*?) \{\n([\s\S]*?)^\}/gm)];
  return Object.fromEntries(
    blocks.map(([, path, lines = '']) => [
      path,
      Object.fromEntries(
        [...lines.matchAll(/add_header (\S+) "(.*)" always;/g)].map(([, name, value]) => [
          name,
          value,
        ]),
      ),
    ]),
  );
}

describe('the headers for nginx', () => {
  it('have all of them in each block, the nearest rule first', () => {
    const all = locations(TEXT);
    expect(Object.keys(all)).toEqual(['/docs/', '/docs/_astro/', '= /docs/sw.js']);
    for (const headers of Object.values(all)) {
      expect(headers['Content-Security-Policy']).toContain("'sha256-AbC='; frame-ancestors 'none'");
      expect(headers['X-Content-Type-Options']).toBe('nosniff');
    }
    expect(all['/docs/']?.['Cache-Control']).toBe('no-cache');
    expect(all['/docs/_astro/']?.['Cache-Control']).toContain('immutable');
    expect(all['= /docs/sw.js']?.['Cache-Control']).toBe('no-store');
  });

  it.skipIf(NGINX === undefined)('are what nginx accepts', () => {
    const folder = mkdtempSync(join(tmpdir(), 'runbook-nginx-'));
    try {
      writeFileSync(join(folder, 'site.conf'), TEXT);
      const server = `server { listen 127.0.0.1:1; root ${folder}; include ${folder}/site.conf; }`;
      writeFileSync(
        join(folder, 'nginx.conf'),
        `pid ${folder}/pid; error_log stderr; events {} http { access_log off; ${server} }`,
      );
      const done = spawnSync(
        NGINX as string,
        ['-t', '-p', folder, '-c', join(folder, 'nginx.conf')],
        {
          encoding: 'utf8',
        },
      );
      expect(done.stderr).toContain('test is successful');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
