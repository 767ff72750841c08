/**
 * Every page in a browser, light and dark: answers, complains of nothing, can be read by
 * everyone, on a telephone and on paper, and is written as French is.
 */
import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addAxe, violations } from '../support/axe.ts';
import { hasChromium, launch } from '../support/browser.ts';
import { buildIfMissing, pages, type ServedSite, serveSite } from '../support/site.ts';
import { typographyIn } from '../support/typography.ts';

buildIfMissing();

const DESKTOP = { width: 1280, height: 900 };
const PHONE = { width: 360, height: 760 };
/** What is left of 1280 at four times the size: WCAG 1.4.10. */
const NARROW = { width: 320, height: 256 };
const TWICE = { width: 640, height: 450 };
const PAPER = { width: 720, height: 1000 };
const WALL = { width: 3840, height: 2160 };
/** Letters a line, beyond which prose is hard to read. */
const READABLE = 110;

describe.skipIf(!hasChromium)('every page', () => {
  let browser: Browser;
  let site: ServedSite;
  let context: BrowserContext;
  const complaints: string[] = [];

  beforeAll(async () => {
    [browser, site] = await Promise.all([launch(), serveSite()]);
    context = await browser.newContext({ viewport: DESKTOP, serviceWorkers: 'block' });
    await addAxe(context);
    await watch(context, site.origin, complaints);
  });
  afterAll(() => Promise.all([browser?.close(), site?.close()]));

  describe.concurrent('one after the other', { timeout: 300_000 }, () => {
    it.each(['/404.html', ...pages()])('%s', async (path) => {
      const release = await turn();
      const page = await context.newPage();
      try {
        const response = await page.goto(site.origin + path, { waitUntil: 'load' });
        expect(response?.status()).toBe(200);
        expect(await page.locator('h1').count()).toBe(1);
        await showTheme(page, 'light');
        expect(await overflow(page), 'too wide at 1280').toBe(0);
        expect(await violations(page), 'light').toEqual([]);
        expect(await typographyIn(page)).toEqual([]);

        await showTheme(page, 'dark');
        expect(await violations(page, ['color-contrast']), 'dark').toEqual([]);

        await page.setViewportSize(PHONE);
        expect(await overflow(page), 'too wide at 360').toBe(0);
        expect(await violations(page, ['target-size']), 'on a telephone').toEqual([]);

        for (const size of [NARROW, TWICE]) {
          await page.setViewportSize(size);
          expect(await overflow(page), `too wide at ${size.width}`).toBe(0);
        }

        await page.setViewportSize(WALL);
        expect(await longestLine(page), 'letters a line at 3840').toBeLessThan(READABLE);

        await page.emulateMedia({ media: 'print' });
        await page.setViewportSize(PAPER);
        expect(await overflow(page), 'too wide on paper').toBe(0);
      } finally {
        await page.close();
        release();
      }
    });
  });

  it('is told of what is wrong: the checks themselves', async () => {
    const page = await context.newPage();
    await page.setContent(`<html lang="fr"><title>x</title><p style="color:#999">Quoi ? « Oui » : l'eau, 5 %, "ici"...</p>
      <code>a ? b : "c"</code><img src="data:,"></html>`);
    expect(await typographyIn(page)).toEqual([
      expect.stringMatching(/^an ordinary space before : or »/),
      expect.stringMatching(/^an ordinary space before ; ! \?/),
      expect.stringMatching(/^an ordinary space after «/),
      expect.stringMatching(/^no space inside « »/),
      expect.stringMatching(/^the apostrophe of keyboards/),
      expect.stringMatching(/^straight quotes/),
      expect.stringMatching(/^three dots/),
      expect.stringMatching(/^an ordinary space before a unit/),
    ]);
    const broken = (await violations(page)).map((text) => text.split(':')[0]);
    expect(broken).toEqual(expect.arrayContaining(['color-contrast', 'image-alt']));
    await page.close();
  });

  it('has made no browser complain, and asked nobody else for anything', () => {
    expect(complaints).toEqual([]);
  });
});

/** A browser has two pages at a time: more would only wait for each other. */
const waiting: (() => void)[] = [];
let free = 2;
async function turn(): Promise<() => void> {
  if (free > 0) free -= 1;
  else await new Promise<void>((resolve) => waiting.push(resolve));
  return () => {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  };
}

/** What the browser complains of, and requests to anywhere but the site. */
async function watch(context: BrowserContext, origin: string, complaints: string[]): Promise<void> {
  context.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !url.startsWith('data:')) complaints.push(`request to ${url}`);
  });
  context.on('console', (message) => {
    // The tests themselves keep the service worker away.
    if (message.text().includes('Service Worker registration blocked')) return;
    if (message.type() === 'error' || message.type() === 'warning') {
      complaints.push(`console: ${message.text()} (${message.location().url})`);
    }
  });
  context.on('weberror', (error) => complaints.push(`error: ${error.error().message}`));
}

/** At once: a colour that is on its way to another would be measured half-way. */
async function showTheme(page: Page, theme: string): Promise<void> {
  await page.evaluate((name) => {
    document.documentElement.dataset.theme = name;
    const still = document.createElement('style');
    still.textContent =
      '*, ::before, ::after { transition: none !important; animation: none !important }';
    document.head.append(still);
  }, theme);
}

/** Pixels by which the page is wider than its window. */
function overflow(page: Page): Promise<number> {
  return page
    .evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    .then((by) => Math.max(0, by));
}

/** Of the paragraphs that take several lines: the letters that fit on one. */
function longestLine(page: Page): Promise<number> {
  return page.evaluate(() => {
    const paragraphs = document.querySelectorAll<HTMLElement>(
      '.sl-markdown-content > p, .sl-markdown-content > ul > li',
    );
    const lines = [...paragraphs].map((paragraph) => {
      const height = Number.parseFloat(getComputedStyle(paragraph).lineHeight);
      const count = Math.round(paragraph.offsetHeight / height);
      return count < 2 ? 0 : (paragraph.innerText.length / count) | 0;
    });
    return Math.max(0, ...lines);
  });
}
