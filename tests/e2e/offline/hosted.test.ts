/** A hosted site that was opened once is read without server and network, to the last page. */
import { setTimeout } from 'node:timers/promises';
import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium, launch } from '../support/browser.ts';
import { buildIfMissing, pages } from '../support/site.ts';
import { Hosted } from './support/hosted.ts';

/** The page is served by the worker, and every file of the site is kept. */
async function kept(page: Page): Promise<void> {
  await page.waitForFunction(async () => {
    await navigator.serviceWorker.ready;
    return navigator.serviceWorker.controller?.state === 'activated';
  });
}

const caches = (page: Page) => page.evaluate(() => globalThis.caches.keys());

const POLL = { timeout: 30_000, interval: 500 };

describe.skipIf(!hasChromium)('a hosted site', () => {
  let browser: Browser;
  beforeAll(async () => {
    buildIfMissing();
    browser = await launch();
  });
  afterAll(() => browser?.close());

  describe('whose server is gone, without network', () => {
    const hosted = new Hosted();
    const addresses = pages();
    // A page that nobody has visited.
    const deep = addresses.find((path) => path.split('/').length > 3) as string;
    let context: BrowserContext;
    let page: Page;
    const errors: string[] = [];

    beforeAll(async () => {
      await hosted.start();
      context = await browser.newContext();
      page = await context.newPage();
      page.on('console', (message) => {
        if (message.type() === 'error') errors.push(message.text());
      });
      page.on('pageerror', (error) => errors.push(String(error)));
      await page.goto(`${hosted.origin}/`);
      await kept(page);
      await hosted.stop();
      await context.setOffline(true);
    });
    afterAll(async () => {
      await context?.close();
      await hosted.remove();
    });

    it('opened without an error in the console', () => {
      expect(errors).toEqual([]);
    });

    it('gives every page, visited or not', async () => {
      const titles = await page.evaluate(async (paths) => {
        const answers = paths.map(async (path) => {
          const response = await fetch(path);
          const [, title = ''] = /<title>(.*?)<\/title>/.exec(await response.text()) ?? [];
          return `${response.status} ${path} ${title === '' ? 'no title' : 'titled'}`;
        });
        return await Promise.all(answers);
      }, addresses);
      expect(titles).toEqual(addresses.map((path) => `200 ${path} titled`));
      expect(addresses.length).toBeGreaterThan(20);
    });

    it.each([
      ['with a slash', (path: string) => path],
      ['without', (path: string) => path.replace(/\/$/, '')],
      ['by its file', (path: string) => `${path}index.html`],
      ['with a query', (path: string) => `${path}?from=mail`],
      ['with an anchor, without slash', (path: string) => `${path.replace(/\/$/, '')}#_top`],
      ['without slash, with a query', (path: string) => `${path.replace(/\/$/, '')}?from=mail`],
    ])('gives a page asked for %s, styled', async (_, form) => {
      const response = await page.goto(hosted.origin + form(deep));
      expect(response?.status()).toBe(200);
      const shown = await page.evaluate(() => ({
        path: location.pathname,
        font: getComputedStyle(document.body).fontFamily,
        sheets: [...document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]')].every(
          ({ sheet }) => sheet !== null,
        ),
        // A link of the page leads where it should: relative addresses need the right place.
        home: (document.querySelector('a.site-title') as HTMLAnchorElement).href,
      }));
      expect(shown).toEqual({
        path: deep,
        font: expect.stringContaining('Inter'),
        sheets: true,
        home: `${hosted.origin}/index.html`,
      });
    });

    it('follows links, and shows the address without its file', async () => {
      await page.goto(hosted.origin + deep);
      await page.click('a.site-title');
      await page.waitForURL(`${hosted.origin}/`);
      expect(await page.locator('h1').count()).toBe(1);
    });

    it('searches', async () => {
      await page.goto(hosted.origin + deep);
      await page.keyboard.press('/');
      await page.waitForFunction(
        () => document.querySelector('site-search input') === document.activeElement,
      );
      await page.keyboard.type('vlan');
      await page.locator('site-search [role=option]').first().waitFor();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.waitForURL((url) => url.pathname !== deep || url.hash !== '');
      expect(await page.locator('main').innerText()).toMatch(/vlan/i);
    });

    it('answers an unknown address with its 404 page, styled at any depth', async () => {
      const response = await page.goto(`${hosted.origin}/no/such/page`);
      expect(response?.status()).toBe(404);
      expect(await page.locator('h1').count()).toBe(1);
      expect(await page.evaluate(() => getComputedStyle(document.body).fontFamily)).toContain(
        'Inter',
      );
      await page.click('a.site-title');
      await page.waitForURL(`${hosted.origin}/`);
    });
  });

  describe('in a folder of its server', () => {
    const hosted = new Hosted();
    let context: BrowserContext;
    let page: Page;

    beforeAll(async () => {
      hosted.moveTo('/docs');
      await hosted.start();
      context = await browser.newContext();
      page = await context.newPage();
      await page.goto(`${hosted.origin}/docs/`);
      await kept(page);
      await hosted.stop();
      await context.setOffline(true);
    });
    afterAll(async () => {
      await context?.close();
      await hosted.remove();
    });

    it('is read and searched there, without server', async () => {
      const [path] = pages().slice(-1) as [string];
      const response = await page.goto(`${hosted.origin}/docs${path.replace(/\/$/, '')}`);
      expect([response?.status(), new URL(page.url()).pathname]).toEqual([200, `/docs${path}`]);
      await page.keyboard.press('/');
      await page.waitForFunction(
        () => document.querySelector('site-search input') === document.activeElement,
      );
      await page.keyboard.type('vlan');
      await page.locator('site-search [role=option]').first().waitFor();
      await page.keyboard.press('Escape');
      await page.click('a.site-title');
      await page.waitForURL(`${hosted.origin}/docs/`);
    });

    it('keeps nothing but its folder', async () => {
      const registrations = await page.evaluate(async () =>
        (await navigator.serviceWorker.getRegistrations()).map(({ scope }) => scope),
      );
      expect(registrations).toEqual([`${hosted.origin}/docs/`]);
    });
  });

  describe('that is built anew', () => {
    const hosted = new Hosted();
    let context: BrowserContext;
    let page: Page;

    beforeAll(async () => {
      await hosted.start();
      context = await browser.newContext();
      page = await context.newPage();
      await page.goto(`${hosted.origin}/`);
      await kept(page);
    });
    afterAll(async () => {
      await context?.close();
      await hosted.remove();
    });

    const title = () => page.title();

    it('stays as it was while a deployment is half done', async () => {
      const before = await caches(page);
      // The worker of a build that has another home page than the one which is served.
      hosted.edit('index.html', /<title>/, '<title>Half ');
      await hosted.finishBuild();
      hosted.edit('index.html', /<title>Half /, '<title>Quarter ');
      await page.evaluate(async () => {
        const registration = await navigator.serviceWorker.ready;
        await registration.update();
        const { installing } = registration;
        await new Promise((done) => {
          if (!installing || installing.state === 'redundant') return done(undefined);
          installing.addEventListener('statechange', () => {
            if (installing.state !== 'installing') done(undefined);
          });
        });
      });
      await page.reload();
      expect(await title()).not.toMatch(/^(?:Half|Quarter) /);
      expect(await page.locator('.site-update').count()).toBe(0);
      expect(await caches(page)).toEqual(expect.arrayContaining(before));
    });

    it('says quietly that a newer version is there, and loads only what changed', async () => {
      hosted.edit('index.html', /<title>Quarter /, '<title>New ');
      await hosted.finishBuild();
      hosted.asked.length = 0;
      await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
      await page.locator('.site-update').waitFor();
      expect(await title()).not.toMatch(/^New /);
      await page.reload();
      await page.locator('.site-update').waitFor();
      expect(await title()).not.toMatch(/^New /);
      expect([...new Set(hosted.asked)].sort()).toEqual(['/', '/sw.js']);
    });

    it('replaces the old one, whole, when its reader asks for that', async () => {
      await page.locator('.site-update button').click();
      await page.waitForFunction(() => document.title.startsWith('New '));
      expect(await page.locator('.site-update').count()).toBe(0);
      expect(await caches(page)).toHaveLength(1);
      await hosted.stop();
      await page.reload();
      expect(await title()).toMatch(/^New /);
    });

    it('is had by a second tab as well, after the first one has it', async () => {
      await hosted.start();
      const other = await context.newPage();
      await Promise.all([page, other].map((tab) => tab.goto(`${hosted.origin}/`)));
      hosted.edit('index.html', /<title>New /, '<title>Newer ');
      await hosted.finishBuild();
      await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
      await other.locator('.site-update').waitFor();
      for (const tab of [page, other]) {
        await tab.locator('.site-update button').click();
        await tab.waitForFunction(() => document.title.startsWith('Newer '), null, POLL);
        expect(await tab.locator('.site-update').count()).toBe(0);
      }
      await other.close();
    });

    it('is there after all pages were closed, without asking', async () => {
      hosted.edit('index.html', /<title>Newer /, '<title>Newest ');
      await hosted.finishBuild();
      await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
      await page.locator('.site-update').waitFor();
      // The browser puts the new worker in place once it has noticed that no page is left:
      // a busy one takes its time, and a page that is opened meanwhile keeps the old worker.
      let pause = 0;
      await expect
        .poll(async () => {
          await page.close();
          pause += 250;
          await setTimeout(pause);
          page = await context.newPage();
          await page.goto(`${hosted.origin}/`);
          return page.title();
        }, POLL)
        .toMatch(/^Newest /);
      expect(await caches(page)).toHaveLength(1);
    });
  });
});
