/** Manners of every page, on a few: the keyboard, motion, letters, lost readers, weight. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadRunbooks } from '../../../src/runbook/load-fs.ts';
import { hasChromium, launch } from '../support/browser.ts';
import { buildIfMissing, pages, ROOT, type ServedSite, SITE, serveSite } from '../support/site.ts';

buildIfMissing();

const longest = loadRunbooks(ROOT).runbooks.toSorted((a, b) => b.steps.length - a.steps.length)[0]!;
const RUNBOOK = `/runbooks/${longest.name}/`;
/** A page of a device, with a diagram and tables that are sorted. */
const DRAWN = pages().find(
  (path) =>
    /^\/inventory\/switches\/./.test(path) &&
    readFileSync(join(SITE, path, 'index.html'), 'utf8').includes('data-zoom'),
)!;
const WINDOWS = [
  ['a desk', { width: 1280, height: 800 }],
  ['a telephone', { width: 360, height: 740 }],
] as const;

describe.skipIf(!hasChromium)('manners', () => {
  let browser: Browser;
  let site: ServedSite;

  beforeAll(async () => {
    [browser, site] = await Promise.all([launch(), serveSite()]);
  });
  afterAll(() => Promise.all([browser?.close(), site?.close()]));

  const open = async (path: string, options: Parameters<Browser['newPage']>[0] = {}) => {
    const page = await browser.newPage({ serviceWorkers: 'block', ...options });
    await page.goto(site.origin + path);
    return page;
  };

  describe.each(WINDOWS)('with the keyboard, on %s', (_, viewport) => {
    it.each(['/', RUNBOOK, DRAWN])(
      '%s: what has the focus is seen, forwards and backwards',
      async (path) => {
        const page = await open(path, { viewport });
        await page.keyboard.press('Tab');
        expect(await focused(page)).toMatchObject({ href: '#_top' });

        expect(await walk(page, 'Tab', 70)).toEqual([]);
        expect(await walk(page, 'Shift+Tab', 60)).toEqual([]);
        await page.close();
      },
    );
  });

  it.each(['/', RUNBOOK, DRAWN])(
    'moves nothing on %s for those who asked for that',
    async (path) => {
      const page = await open(path, { reducedMotion: 'reduce' });
      const moving = await page.evaluate(() =>
        [...document.querySelectorAll('*')]
          .filter((element) => {
            const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(element);
            const lasts = transitionDuration
              .split(',')
              .some((time) => Number.parseFloat(time) > 0.01);
            return lasts || animationName !== 'none' || scrollBehavior === 'smooth';
          })
          .map((element) => element.outerHTML.slice(0, 80)),
      );
      expect(moving).toEqual([]);
      await page.close();
    },
  );

  it('writes 0 O, 1 l I so that nobody takes one for another', async () => {
    const page = await open('/');
    const alike = await page.evaluate(async () => {
      await document.fonts.load('13px "Roboto Mono"');
      const draw = (letter: string): Uint8ClampedArray => {
        const canvas = Object.assign(document.createElement('canvas'), { width: 20, height: 24 });
        const pen = canvas.getContext('2d')!;
        pen.font = '13px "Roboto Mono"';
        pen.fillText(letter, 4, 16);
        return pen.getImageData(0, 0, 20, 24).data;
      };
      const differing = (a: string, b: string) => {
        const [left, right] = [draw(a), draw(b)];
        return left.filter((value, index) => Math.abs(value - right[index]!) > 80).length;
      };
      const loaded = document.fonts.check('13px "Roboto Mono"');
      // As small as tables have it: in letters of 7 by 10 pixels, the stroke through the 0 is 5.
      const pairs = ['0O', '1l', 'lI', '1I', '0o', '0D', '8B', '5S', '2Z'];
      return { loaded, same: pairs.filter(([a, b]) => differing(a!, b!) < 4) };
    });
    expect(alike).toEqual({ loaded: true, same: [] });
    await page.close();
  });

  it('loads at most 40 KB of fonts, and no second file for an œ', async () => {
    const page = await browser.newPage({ serviceWorkers: 'block' });
    const fonts: Promise<Buffer>[] = [];
    page.on('response', (response) => {
      if (response.url().endsWith('.woff2')) fonts.push(response.body());
    });
    await page.goto(site.origin);
    await page.evaluate(() => document.fonts.ready);
    const sizes = (await Promise.all(fonts)).map(({ length }) => length);
    expect(sizes.length).toBeGreaterThan(1);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(40 * 1024);
    await page.close();
  });

  it.each(['/', '/runbooks/reseau-hyperviseur/'])(
    'moves nothing when its fonts come late: %s',
    async (address) => {
      const page = await browser.newPage({ serviceWorkers: 'block' });
      await page.route('**/*.woff2', async (route) => {
        await new Promise((resolve) => setTimeout(resolve, 500));
        await route.continue();
      });
      await page.goto(site.origin + address);
      await page.evaluate(() => document.fonts.ready);
      const moved = await page.evaluate(
        () =>
          new Promise<number>((resolve) => {
            const watch = new PerformanceObserver((list) => {
              type Shift = PerformanceEntry & { value: number };
              resolve(list.getEntries().reduce((sum, entry) => sum + (entry as Shift).value, 0));
            });
            watch.observe({ type: 'layout-shift', buffered: true });
            // None is told of when there is none.
            setTimeout(() => resolve(0), 1000);
          }),
      );
      // What Lighthouse and the field call good: https://web.dev/articles/cls
      expect(moved).toBeLessThan(0.1);
      await page.close();
    },
  );

  it.each([1200, 1350, 1600, 2000, 2600])(
    'has its list of sections at its place before the page is there: %i px wide',
    async (width) => {
      const page = await browser.newPage({ viewport: { width, height: 800 } });
      await page.goto(`${site.origin}/stockage/`);
      const places = await page.evaluate(() => {
        const left = () => document.querySelector('.right-sidebar')?.getBoundingClientRect().left;
        const whole = left();
        document.querySelector('.main-pane')?.remove();
        return { whole, before: left() };
      });
      expect(places.whole).toBeGreaterThan(width / 2);
      expect(places.before).toBeCloseTo(places.whole ?? 0, 0);
      await page.close();
    },
  );

  it('leads a reader with a wrong address to what he wanted', async () => {
    const page = await open('/stokage/');
    const similar = page.locator('[data-alike] a');
    expect(await similar.first().textContent()).toBe('Stockage');

    await page.locator('[data-search] button').click();
    await page.locator('dialog[open] [role=option]').first().waitFor();
    expect(await page.locator('site-search input').inputValue()).toBe('stokage');
    await page.keyboard.press('Escape');

    await similar.first().click();
    await page.waitForURL(`${site.origin}/stockage/`);

    await page.goto(`${site.origin}/a/b/c`);
    await page.locator('main a[href="/"]').click();
    await page.waitForURL(`${site.origin}/`);
    await page.close();
  });

  it('sorts a table by what is clicked in its head, and puts it back', async () => {
    const page = await open('/inventory/hosts/');
    const table = page.locator('.data-table table', { has: page.locator('thead button') }).first();
    if ((await table.count()) === 0) await page.goto(`${site.origin}/inventaire/`);
    const first = () => table.locator('tbody tr > :first-child').allInnerTexts();
    const own = await first();
    const head = table.locator('thead th').first();
    await head.locator('button').click();
    const { compare } = new Intl.Collator('fr', { numeric: true });
    const [known, unknown] = [
      own.filter((text) => !text.startsWith('—')),
      own.filter((text) => text.startsWith('—')),
    ];
    expect(await first()).toEqual([...known.toSorted(compare), ...unknown]);
    expect(await head.getAttribute('aria-sort')).toBe('ascending');
    await head.locator('button').press('Enter');
    expect(await first()).toEqual([...known.toSorted(compare).reverse(), ...unknown]);
    await head.locator('button').press('Enter');
    expect(await first()).toEqual(own);
    expect(await head.getAttribute('aria-sort')).toBeNull();
    await page.close();
  });
});

describe('weight', () => {
  /** Files that a page loads before anybody does anything, compressed. */
  const weightOf = (path: string, pattern: RegExp): number => {
    const folder = join(SITE, path);
    const html = readFileSync(join(folder, 'index.html'), 'utf8');
    const files = [...html.matchAll(pattern)].map(([, file]) => join(folder, file!));
    return files.reduce((sum, file) => sum + gzipSync(readFileSync(file), { level: 9 }).length, 0);
  };

  it.each([
    ['styles', /<link rel="stylesheet" href="([^"]+\.css)"/g],
    ['scripts', /<script[^>]* src="([^"]+\.js)"/g],
  ])('every page has at most 20 KB of %s', (_, pattern) => {
    const heavy = pages()
      .map((path) => [path, weightOf(path, pattern)] as const)
      .filter(([, bytes]) => bytes === 0 || bytes > 20 * 1024);
    expect(heavy).toEqual([]);
  });
});

/** What has the focus: where it leads, and whether all of its first line can be seen. */
function focused(page: Page) {
  return page.evaluate(() => {
    const element = document.activeElement as HTMLElement;
    const box = element.getClientRects()[0] ?? element.getBoundingClientRect();
    const x = Math.min(Math.max(box.left + Math.min(box.width / 2, 20), 0), innerWidth - 1);
    const y = box.top + Math.min(box.height / 2, 12);
    const there = document.elementFromPoint(x, y);
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
    return {
      html: element.outerHTML.slice(0, 110),
      href: element.getAttribute('href'),
      isPage: element === document.body,
      isSeen:
        y >= 0 &&
        y <= innerHeight &&
        there !== null &&
        (element.contains(there) || there.contains(element)),
      isMarked:
        (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) || boxShadow !== 'none',
    };
  });
}

/** Presses a key again and again. @returns what had the focus without being seen, or marked */
async function walk(page: Page, key: string, times: number): Promise<string[]> {
  const lost: string[] = [];
  for (let count = 0; count < times; count += 1) {
    await page.keyboard.press(key);
    const { html, isPage, isSeen, isMarked } = await focused(page);
    if (isPage) continue;
    if (!isSeen) lost.push(`hidden: ${html}`);
    else if (!isMarked) lost.push(`not marked: ${html}`);
  }
  return lost;
}
