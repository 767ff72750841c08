/** A small built site, finished: what the files then are. */
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { headersFor, readHeaderRules } from '../../../src/cli/serve/header-rules.ts';
import type { Problem } from '../../../src/problem/problem.ts';
import { filesOf, finishSite } from '../../../src/site/offline/finish-fs.ts';
import { scriptHash } from '../../../src/site/offline/policy.ts';
import { strings } from '../../../src/site/strings/strings.ts';

const INLINE = 'globalThis.early = 1;';
const html = (body: string) =>
  `<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"/><link rel="stylesheet" href="/_astro/s.css"><link rel="stylesheet" href="/_astro/blank.css"><script>${INLINE}</script></head><body>${body}</body></html>`;

const SITE: Readonly<Record<string, string>> = {
  'index.html': html(
    '<a href="/network/#vlans">1</a><script type="module" src="/_astro/a.js"></script>',
  ),
  'network/index.html': html(
    '<h2 id="vlans">2</h2><script type="module">import "./a.js"; globalThis.own = 1;</script>',
  ),
  'same/index.html': html('<a href="/">3</a><script type="module" src="/_astro/a.js"></script>'),
  'dead/index.html': html('<a href="/netwrok/">4</a>'),
  '404.html': html('<a href="/">5</a>'),
  '_astro/a.js': 'import { b } from "./b.js"; globalThis.shared = b;',
  '_astro/b.js': 'export const b = "of b";',
  '_astro/s.css': '@font-face{src:url(/_astro/f.woff2)}',
  '_astro/f.woff2': 'font',
  '_astro/blank.css': '/*$vite$:1*/\n',
  'robots.txt': '',
};

function write(root: string, files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
}

describe('a finished site', () => {
  const root = mkdtempSync(join(tmpdir(), 'runbook-finish-'));
  let problems: Problem[];
  const read = (file: string) => readFileSync(join(root, file), 'utf8');
  const styleOf = (file: string) =>
    /rel="stylesheet" href="[./]*([^"]+)"/.exec(read(file))?.[1] ?? '';
  const scriptOf = (file: string) => /<script defer src="[./]*([^"]+)"/.exec(read(file))?.[1] ?? '';

  beforeAll(async () => {
    write(root, SITE);
    problems = await finishSite({
      root,
      base: '/docs',
      words: strings('fr'),
      source: () => undefined,
    });
  });
  afterAll(() => rmSync(root, { recursive: true }));

  it('has its dead links told', () => {
    expect(problems.map(({ message }) => message)).toEqual([
      'the link "/netwrok/" on /dead/ leads to no page',
    ]);
  });

  it('has one classic script a set of modules, with all that these import', () => {
    expect(scriptOf('index.html')).toBe(scriptOf('same/index.html'));
    expect(scriptOf('index.html')).not.toBe(scriptOf('network/index.html'));
    expect(read(scriptOf('network/index.html'))).toMatch(/"of b".*own/s);
    expect(read(scriptOf('index.html'))).toContain('"of b"');
    expect(read(scriptOf('index.html'))).not.toMatch(/\b(?:import|export)\b[^(]*["{]/);
  });

  it('has no module left', () => {
    expect([...filesOf(root)].filter((file) => /_astro\/[ab]\.js/.test(file))).toEqual([]);
  });

  it('has styles that find their files', () => {
    expect(read(styleOf('index.html'))).toBe('@font-face{src:url(../_astro/f.woff2)}');
  });

  it('names a style by what it holds, on every page', () => {
    const hash = createHash('sha256')
      .update(read(styleOf('index.html')))
      .digest('hex');
    expect(styleOf('index.html')).toBe(`_astro/s.${hash.slice(0, 8)}.css`);
    expect(styleOf('network/index.html')).toBe(styleOf('index.html'));
    expect(read('404.html')).toContain(`href="/docs/${styleOf('index.html')}"`);
  });

  it('asks for no style that says nothing', () => {
    expect(read('index.html').match(/<link rel="stylesheet"/g)).toHaveLength(1);
    expect([...filesOf(root)].filter((file) => file.endsWith('.css'))).toEqual([
      styleOf('index.html'),
    ]);
  });

  it('allows its own scripts only: in the page, and in the headers', () => {
    expect(read('network/index.html')).toContain(`script-src 'self' ${scriptHash(INLINE)};`);
    const rules = readHeaderRules(read('_headers'));
    const headers = headersFor('/docs/network/', rules);
    expect(headers['Content-Security-Policy']).toContain(
      `script-src 'self' ${scriptHash(INLINE)};`,
    );
    expect(headers['Content-Security-Policy']).toContain("frame-ancestors 'none'");
    expect(headers['Content-Security-Policy']).not.toMatch(/script-src[^;]*unsafe/);
  });

  it('is kept whole by its service worker, but for what is for servers', () => {
    const [, manifest = ''] = /SITE_MANIFEST=(\{.*?\});/.exec(read('sw.js')) ?? [];
    expect(Object.keys(JSON.parse(manifest))).toEqual(
      [...filesOf(root)].filter(
        (file) => !/^(?:sw\.js|_headers|_nginx\.conf|robots\.txt)$/.test(file),
      ),
    );
  });

  it('is the same when it is made again', async () => {
    const again = mkdtempSync(join(tmpdir(), 'runbook-finish-'));
    write(again, SITE);
    await finishSite({ root: again, base: '/docs', words: strings('fr'), source: () => undefined });
    expect(readFileSync(join(again, 'sw.js'), 'utf8')).toBe(read('sw.js'));
    rmSync(again, { recursive: true });
  });
});
