/** The search as a reader uses it: by keyboard, from a server and from a disk, on a phone. */
import { pathToFileURL } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEngine } from '../../../src/search/engine.ts';
import { stemmerOf } from '../../../src/search/stemmers.ts';
import { corpusDocuments, LOCALE } from '../../search/support.ts';
import { hasChromium, launch } from '../support/browser.ts';
import { buildIfMissing, type ServedSite, SITE, serveSite } from '../support/site.ts';
import { typographyIn } from '../support/typography.ts';

buildIfMissing();

const engine = createEngine(corpusDocuments(), stemmerOf(LOCALE));
const row = corpusDocuments().find(
  ({ id }) => id.includes('/inventory/hosts/') && id.includes('#port-'),
);
const port = corpusDocuments().find(
  ({ kind, heading }) => kind === 'config' && /\d\/\d/.test(heading),
);
/** A name of the inventory with digits, and how the config of a switch writes a port. */
const name = (row?.heading.split(' · ').at(-1) ?? '').trim();
const long = /\S*\d\/\d\S*/.exec(port?.heading ?? '')?.[0] ?? '';

describe.skipIf(!hasChromium)('the search', () => {
  let browser: Browser;
  let site: ServedSite;

  beforeAll(async () => {
    [browser, site] = await Promise.all([launch(), serveSite()]);
  });
  afterAll(() => Promise.all([browser?.close(), site?.close()]));

  const input = (page: Page) => page.locator('dialog.site-search input');
  const options = (page: Page) => page.locator('dialog.site-search [role=option]');
  const active = (page: Page) => page.locator('dialog.site-search [aria-selected=true]');
  const status = (page: Page) => page.locator('dialog.site-search [role=status]');

  async function ask(page: Page, query: string): Promise<void> {
    await input(page).fill(query);
    const { hits } = engine.search(query);
    const shown = Math.min(hits.length, 40);
    await expect.poll(() => options(page).count()).toBe(shown);
    await expect
      .poll(() => options(page).first().getAttribute('href'))
      .toContain((hits[0]?.document.id ?? '').split('#')[1] ?? '');
  }

  async function opened(context: BrowserContext, address: string): Promise<Page> {
    const page = await context.newPage();
    await page.goto(address);
    return page;
  }

  it('is loaded when it is opened, and shows what the command finds', async () => {
    const context = await browser.newContext();
    const page = await opened(context, site.origin);
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await page.keyboard.press('/');
    await expect
      .poll(() => requests.filter((url) => url.endsWith('/search-index.js')).length)
      .toBe(1);
    // What is typed while it loads is kept.
    await page.keyboard.type(name);
    await expect.poll(() => input(page).inputValue()).toBe(name);
    for (const query of [name, long, 'hyperviseur', 'zzzqqqx']) {
      await input(page).fill(query);
      const expected = engine.search(query).hits.map(({ document }) => document.id);
      await expect.poll(() => options(page).count()).toBe(Math.min(expected.length, 40));
      await expect
        .poll(() =>
          options(page).evaluateAll((all) =>
            all.map((one) => {
              const { pathname, hash } = new URL((one as HTMLAnchorElement).href);
              return decodeURIComponent(pathname + hash);
            }),
          ),
        )
        .toEqual(expected.slice(0, 40));
    }
    expect(requests.filter((url) => url.endsWith('/search-index.js')).length).toBe(1);
    await context.close();
  });

  it('is used by keyboard alone, and leads to the exact place, which is marked', async () => {
    const context = await browser.newContext();
    const page = await opened(context, site.origin);
    await page.keyboard.press('Control+K');
    await ask(page, name);
    expect(await input(page).evaluate((field) => field === document.activeElement)).toBe(true);
    const [first, second] = await options(page).evaluateAll((all) => all.map(({ id }) => id));
    const chosen = () => input(page).getAttribute('aria-activedescendant');
    expect(await chosen()).toBe(first);
    for (const [key, expected] of [
      ['ArrowDown', second],
      ['ArrowUp', first],
      ['End', `site-search-${(await options(page).count()) - 1}`],
      ['ArrowDown', first],
      ['ArrowUp', `site-search-${(await options(page).count()) - 1}`],
      ['Home', first],
    ] as const) {
      await page.keyboard.press(key);
      expect(await chosen(), key).toBe(expected);
      expect(await active(page).getAttribute('id'), key).toBe(expected);
    }
    await ask(page, long);
    await page.locator('[data-kind=config]').click();
    await input(page).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.hash !== '');
    const target = page.locator(':target');
    expect((await target.textContent())?.toLowerCase()).toContain(long.toLowerCase());
    await expect.poll(() => target.evaluate(isInView)).toBe(true);
    const background = await target.evaluate((line) => getComputedStyle(line).backgroundColor);
    expect(background).not.toBe('rgba(0, 0, 0, 0)');

    // The last query is there again; Escape gives the keyboard back.
    await page.keyboard.press('/');
    await expect.poll(() => input(page).inputValue()).toBe(long);
    await expect.poll(() => options(page).count()).toBeGreaterThan(0);
    await page.keyboard.press('Escape');
    expect(await page.locator('dialog.site-search').isVisible()).toBe(false);
    await context.close();
  });

  it('can be heard: names, states and counts are right, in both themes', async () => {
    const context = await browser.newContext({ colorScheme: 'light' });
    const page = await opened(context, site.origin);
    await page.keyboard.press('/');
    await ask(page, name);
    expect(await status(page).textContent()).toMatch(/^\d+ /);
    expect(await input(page).getAttribute('aria-expanded')).toBe('true');
    const list = await input(page).getAttribute('aria-controls');
    expect(await page.locator(`#${list}`).getAttribute('role')).toBe('listbox');
    for (const theme of ['light', 'dark']) {
      await page.evaluate(
        (value) => document.documentElement.setAttribute('data-theme', value),
        theme,
      );
      const { violations } = await new AxeBuilder({ page }).include('dialog.site-search').analyze();
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
        theme,
      ).toEqual([]);
    }
    await input(page).fill('zzzqqqx');
    await expect.poll(() => options(page).count()).toBe(0);
    expect(await status(page).textContent()).not.toMatch(/\d/);
    expect(await input(page).getAttribute('aria-expanded')).toBe('false');
    await context.close();
  });

  it('narrows to one kind, and back', async () => {
    const context = await browser.newContext();
    const page = await opened(context, site.origin);
    await page.keyboard.press('/');
    await ask(page, name);
    const all = await options(page).count();
    await page.locator('[data-kind=inventory]').click();
    const kinds = await options(page).evaluateAll((found) =>
      found.map((one) => (one as HTMLElement).dataset.of),
    );
    expect(new Set(kinds)).toEqual(new Set(['inventory']));
    await page.locator('[data-kind=""]').click();
    expect(await options(page).count()).toBe(all);
    await context.close();
  });

  it('opens by its key for who has just chosen a host or ticked a box, not for who writes', async () => {
    const context = await browser.newContext();
    const page = await opened(context, `${site.origin}/runbooks/jumbo-frames/`);
    for (const box of ['[type=radio]', '[data-tick]']) {
      await page.locator(`main input${box}`).first().focus();
      await page.keyboard.press('Space');
      await page.keyboard.press('/');
      expect(await page.locator('dialog.site-search').isVisible(), box).toBe(true);
      await page.keyboard.press('Escape');
    }
    await page.keyboard.press('Control+k');
    await page.keyboard.type('a/b');
    expect(await input(page).inputValue()).toBe('a/b');
    await context.close();
  });

  it('shows rows as French is written', async () => {
    const context = await browser.newContext();
    const page = await opened(context, site.origin);
    await page.keyboard.press('/');
    await ask(page, name);
    await page.locator('[data-kind=inventory]').click();
    expect(await options(page).count()).toBeGreaterThan(5);
    expect(await typographyIn(page)).toEqual([]);
    await context.close();
  });

  it('works from a disk, offline, from any page', async () => {
    const context = await browser.newContext({ offline: true });
    const complaints: string[] = [];
    context.on('weberror', (error) => complaints.push(error.error().message));
    for (const start of ['index.html', 'guide/index.html', 'runbooks/jumbo-frames/index.html']) {
      const page = await opened(context, pathToFileURL(`${SITE}/${start}`).href);
      await page.keyboard.press('/');
      await ask(page, long);
      await page.keyboard.press('Enter');
      await page.waitForURL((url) => url.hash !== '');
      expect(page.url()).toMatch(/^file:.*index\.html#/);
      await expect.poll(() => page.locator(':target').count()).toBe(1);
      await page.close();
    }
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('fits a phone', async () => {
    const context = await browser.newContext({
      viewport: { width: 360, height: 740 },
      hasTouch: true,
    });
    const page = await opened(context, site.origin);
    await page.locator('site-search [data-open]').tap();
    await ask(page, name);
    const width = await page.locator('dialog.site-search').evaluate((box) => box.scrollWidth);
    expect(width).toBeLessThanOrEqual(360);
    const low = await options(page).evaluateAll(
      (all) => all.filter((one) => one.getBoundingClientRect().height < 44).length,
    );
    expect(low).toBe(0);
    await options(page).first().tap();
    await page.waitForURL((url) => url.hash !== '');
    expect(await page.locator('dialog.site-search').isVisible()).toBe(false);
    await context.close();
  });
});

function isInView(element: Element): boolean {
  const { top, bottom } = element.getBoundingClientRect();
  return top >= 0 && bottom <= window.innerHeight;
}
