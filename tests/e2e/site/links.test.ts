/** Every link and anchor of the site leads somewhere. Needs no browser. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildIfMissing, pages, SITE } from '../support/site.ts';

buildIfMissing();

const html = new Map<string, string>();
const read = (path: string) => readFileSync(join(SITE, path, 'index.html'), 'utf8');

function anchors(text: string): Set<string> {
  return new Set([...text.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id as string));
}

/** Undefined when the link leads somewhere; else what is wrong with it. */
function broken(from: string, link: string): string | undefined {
  if (/^(?:[a-z]+:|\/\/)/.test(link)) return undefined;
  const { pathname, hash } = new URL(link.replaceAll('&amp;', '&'), `http://site${from}`);
  const page = html.get(decodeURI(pathname).replace(/(^|\/)index\.html$/, '$1'));
  if (page === undefined)
    return existsSync(join(SITE, decodeURI(pathname))) && !pathname.endsWith('/')
      ? undefined
      : `${link}: no such page`;
  const id = decodeURIComponent(hash.slice(1));
  return id === '' || anchors(page).has(id) ? undefined : `${link}: no such anchor`;
}

describe('links', () => {
  beforeAll(() => {
    for (const path of pages()) html.set(path, read(path));
  });

  it.each([...pages(), '/404.html'])('of %s', (path) => {
    const text = path === '/404.html' ? readFileSync(join(SITE, '404.html'), 'utf8') : read(path);
    const links = [...text.matchAll(/\s(?:href|src)="([^"]*)"/g)].map(([, link]) => link as string);
    expect(links.length).toBeGreaterThan(10);
    expect([...new Set(links.flatMap((link) => broken(path, link) ?? []))]).toEqual([]);
  });

  it('lead to one place each: no anchor stands on a page twice', () => {
    const twice = [...html].flatMap(([path, text]) => {
      const ids = [...text.matchAll(/<[^>]*\sid="([^"]+)"/g)].map(([, id]) => id as string);
      return ids.filter((id, at) => ids.indexOf(id) < at).map((id) => `${path}#${id}`);
    });
    expect(twice).toEqual([]);
  });

  it('lead out of the site only where a reader follows them', () => {
    const loaded =
      /<(?!a\b|meta\b)[a-z][^>]*\s(?:href|src|srcset|poster|data)=["']?(?:https?:)?\/\/[^>]*>|url\(["']?(?:https?:)?\/\/[^)]*|@import[^;]*\/\/[^;]*/gi;
    const files = globSync('**/*.{html,css,svg}', { cwd: SITE });
    const found = files.flatMap((file) =>
      (readFileSync(join(SITE, file), 'utf8').match(loaded) ?? [])
        // An address for search engines: nothing is loaded from there.
        .filter((tag) => !/rel="(?:canonical|sitemap)"/.test(tag))
        .map((tag) => `${file}: ${tag}`),
    );
    expect(found).toEqual([]);
    expect(files.length).toBeGreaterThan(20);
  });
});
