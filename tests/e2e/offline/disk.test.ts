/** The built site, opened from a disk: everything works, and nothing is asked of any network. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadRunbooks } from '../../../src/runbook/load-fs.ts';
import { buildIfMissing, pages, ROOT, SITE } from '../support/site.ts';
import { READERS, type Reader } from './support/reader.ts';

buildIfMissing();

const onDisk = (path: string) => pathToFileURL(join(SITE, path, 'index.html')).href;
const runbook = loadRunbooks(ROOT).runbooks[0]?.name ?? '';
const runbookPage = onDisk(`runbooks/${runbook}`);
/** A page that links to another one from its text. */
const linking = pages().find((path) =>
  /<p>[^<]*<a href="\.[^"]*index\.html/.test(readFileSync(join(SITE, path, 'index.html'), 'utf8')),
) as string;

/** The last page of each folder, and the first one of all. */
const oneOfEachFolder = [
  ...new Map(pages().map((path) => [path.replace(/[^/]+\/$/, ''), path])).values(),
];

describe.each(READERS)('from a disk, in $name', ({ found, launch }) => {
  // Where a browser is missing, `npm test` says so, and how to get it.
  describe.skipIf(!found)('the site', () => {
    let reader: Reader;
    const q = (selector: string) => `document.querySelector(${JSON.stringify(selector)})`;
    const leftFor = (url: string) =>
      reader.until(
        `document.readyState === 'complete' && location.href !== ${JSON.stringify(url)} && ${q('h1')}`,
      );

    beforeAll(async () => {
      reader = await launch();
      await reader.resize(1280, 900);
    });
    afterAll(async () => {
      await reader?.close();
    });

    it('has its styles, its fonts and its scripts', async () => {
      await reader.goto(onDisk(''));
      await reader.until(`[...document.fonts].some(({ status }) => status === 'loaded')`);
      expect(
        await reader.evaluate(`({
          font: getComputedStyle(document.body).fontFamily.split(',')[0],
          header: getComputedStyle(${q('header.header')}).position,
          root: document.documentElement.dataset.root,
          theme: Boolean(customElements.get('starlight-theme-select')),
        })`),
      ).toEqual({
        font: expect.stringContaining('Inter'),
        header: 'fixed',
        root: '.',
        theme: true,
      });
    });

    it('is gone through by its menu and by the links in its text', async () => {
      await reader.goto(onDisk(''));
      const link = q('#starlight__sidebar a:not([aria-current])');
      const name = await reader.evaluate<string>(`${link}.href`);
      await reader.evaluate(`${link}.click()`);
      await leftFor(onDisk(''));
      expect(await reader.evaluate('location.href')).toBe(name);
      expect(name).toMatch(/^file:.*\/index\.html$/);

      await reader.goto(onDisk(linking));
      await reader.evaluate(`${q('main p > a[href$="index.html"]')}.click()`);
      await leftFor(onDisk(linking));
      expect(await reader.evaluate(`${q('main')}.innerText.length`)).toBeGreaterThan(100);
    });

    it('leads to a place of the page from its table of contents', async () => {
      await reader.goto(onDisk(linking));
      const entry = 'starlight-toc a:not([href="#_top"])';
      await reader.evaluate(`${q(entry)}.click()`);
      await reader.until(`location.hash.length > 1 && ${q(`${entry}[aria-current]`)}`);
      expect(
        await reader.evaluate(
          `Math.round(document.getElementById(decodeURIComponent(location.hash.slice(1))).getBoundingClientRect().top) < innerHeight`,
        ),
      ).toBe(true);
    });

    it('is searched', async () => {
      await reader.goto(runbookPage);
      await reader.press('/');
      await reader.until(`document.activeElement === ${q('site-search input')}`);
      await reader.until(`globalThis.document.querySelector('script[src*="search"]')`);
      await reader.type('vlan');
      await reader.until(q('site-search [role=option]'));
      await reader.press('ArrowDown');
      const wanted = await reader.evaluate<string>(
        `${q('site-search [role=option][aria-selected=true]')}.querySelector('a, [href]')?.href ?? ${q('site-search [role=option][aria-selected=true]')}.href`,
      );
      await reader.press('Enter');
      await reader.until(`location.href === ${JSON.stringify(wanted)} && ${q('h1')}`);
      expect(wanted).toMatch(/^file:.*\/index\.html(?:#|$)/);
      expect(await reader.evaluate(`/vlan/i.test(${q('main')}.innerText)`)).toBe(true);
    });

    it('changes its theme, and keeps it from page to page', async () => {
      await reader.goto(onDisk(''));
      const select = q('starlight-theme-select select');
      for (const theme of ['light', 'dark']) {
        await reader.evaluate(
          `(${select}.value = '${theme}', ${select}.dispatchEvent(new Event('change', { bubbles: true })))`,
        );
        expect(await reader.evaluate('document.documentElement.dataset.theme')).toBe(theme);
      }
      const dark = await reader.evaluate('getComputedStyle(document.body).backgroundColor');
      await reader.goto(runbookPage);
      expect(await reader.evaluate('document.documentElement.dataset.theme')).toBe('dark');
      expect(await reader.evaluate('getComputedStyle(document.body).backgroundColor')).toBe(dark);
    });

    it('copies a command', async () => {
      await reader.goto(runbookPage);
      const button = '[data-copy]';
      const wanted = await reader.evaluate<string>(`${q(button)}.dataset.copy`);
      const words = await reader.evaluate<string>(`${q(button)}.dataset.copied`);
      // With the keyboard: copying needs a real deed of a person.
      await reader.evaluate(`${q(button)}.focus()`);
      await reader.press('Enter');
      await reader.until(`document.body.innerText.includes(${JSON.stringify(words)})`);
      await reader.press('/');
      await reader.until(`document.activeElement === ${q('site-search input')}`);
      await reader.press('Control+a');
      await reader.press('Control+v');
      await reader.until(`${q('site-search input')}.value === ${JSON.stringify(wanted)}`);
    });

    it('chooses a host for the commands of a runbook', async () => {
      // Where hosts have commands of their own.
      const choosable = pages().find((path) => {
        const html = readFileSync(join(SITE, path, 'index.html'), 'utf8');
        const hosts = html.matchAll(/class="variant" data-hosts="([^" ]+)"/g);
        return (
          html.includes('data-host-picker') && new Set([...hosts].map(([, host]) => host)).size > 1
        );
      }) as string;
      await reader.goto(onDisk(choosable));
      const shown = `[...document.querySelectorAll('.variant')].map((v) => v.dataset.hosts + v.checkVisibility()).join()`;
      const before = await reader.evaluate(shown);
      await reader.evaluate(
        `[...document.querySelectorAll('[data-host-picker] input')].at(-1).click()`,
      );
      await reader.until(`${shown} !== ${JSON.stringify(before)}`);
    });

    it('opens its menu on a phone', async () => {
      await reader.resize(360, 740);
      await reader.goto(onDisk(linking));
      const menu = q('#starlight__sidebar');
      expect(await reader.evaluate(`${menu}.checkVisibility()`)).toBe(false);
      await reader.evaluate(`${q('[popovertarget=starlight__sidebar]')}.click()`);
      await reader.until(`${menu}.checkVisibility()`);
      await reader.resize(1280, 900);
    });

    it('asked nothing of any network, and nothing failed', () => {
      const outside = reader.requests.filter((url) => !/^(?:file|data|blob|about):/.test(url));
      expect(outside).toEqual([]);
      expect(reader.messages).toEqual([]);
      expect(reader.requests.length).toBeGreaterThan(0);
    });

    it('shows pages of every kind without an error', async () => {
      for (const path of oneOfEachFolder) {
        await reader.goto(onDisk(path));
        const depth = path.split('/').length - 2;
        expect(await reader.evaluate('document.documentElement.dataset.root')).toBe(
          depth === 0 ? '.' : Array(depth).fill('..').join('/'),
        );
      }
      expect(reader.requests.filter((url) => !/^(?:file|data|blob|about):/.test(url))).toEqual([]);
      expect(reader.messages).toEqual([]);
    });
  });
});
