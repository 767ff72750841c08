/** Every page in a browser, light and dark: answers, complains of nothing, can be read by everyone. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium, launch } from '../support/browser.ts';
import { buildIfMissing, pages, type ServedSite, serveSite } from '../support/site.ts';

buildIfMissing();

const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1280, height: 900 };

describe.skipIf(!hasChromium)('every page', () => {
  let browser: Browser;
  let site: ServedSite;

  beforeAll(async () => {
    [browser, site] = await Promise.all([launch(), serveSite()]);
  });
  afterAll(() => Promise.all([browser?.close(), site?.close()]));

  it.each(pages())('%s', async (path) => {
    const context = await browser.newContext({ viewport: DESKTOP, colorScheme: 'light' });
    const complaints = await watched(context, site.origin);
    const page = await context.newPage();
    const response = await page.goto(site.origin + path, { waitUntil: 'load' });

    expect(response?.status()).toBe(200);
    expect(await page.locator('h1').count()).toBe(1);
    expect(await overflow(page), 'too wide at 1280').toBe(0);
    expect(await violations(page), 'light').toEqual([]);

    await page.evaluate(() => document.documentElement.setAttribute('data-theme', 'dark'));
    expect(await violations(page, 'color-contrast'), 'dark').toEqual([]);

    await page.setViewportSize(PHONE);
    expect(await overflow(page), 'too wide at 390').toBe(0);

    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: 720, height: 1000 });
    expect(await overflow(page), 'too wide on paper').toBe(0);

    expect(complaints()).toEqual([]);
    await context.close();
  });
});

/** What the browser complains of, and requests to anywhere but the site. */
async function watched(context: BrowserContext, origin: string): Promise<() => string[]> {
  const complaints: string[] = [];
  await context.route('**/*', (route) => {
    const url = route.request().url();
    if (url.startsWith(origin) || url.startsWith('data:')) return route.continue();
    complaints.push(`request to ${url}`);
    return route.abort();
  });
  context.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') {
      complaints.push(`console: ${message.text()} (${message.location().url})`);
    }
  });
  context.on('weberror', (error) => complaints.push(`error: ${error.error().message}`));
  return () => complaints;
}

/** Pixels by which the page is wider than its window. */
function overflow(page: Page): Promise<number> {
  return page
    .evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    .then((by) => Math.max(0, by));
}

/** Of all rules, or of the one that depends on the theme. */
async function violations(page: Page, rule?: string): Promise<string[]> {
  const axe = new AxeBuilder({ page });
  const { violations: found } = await (rule === undefined ? axe : axe.withRules([rule])).analyze();
  return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}
