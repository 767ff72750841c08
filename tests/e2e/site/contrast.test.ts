/** Where the system chooses the colours, what only a ground told is told otherwise. */
import type { Browser, Locator, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium, launch } from '../support/browser.ts';
import { buildIfMissing, pages, type ServedSite, serveSite } from '../support/site.ts';

buildIfMissing();

describe.skipIf(!hasChromium).each(['light', 'dark'] as const)('forced colors, %s', (scheme) => {
  let browser: Browser;
  let site: ServedSite;
  let page: Page;

  beforeAll(async () => {
    [browser, site] = await Promise.all([launch(), serveSite()]);
    page = await browser.newPage({
      ...{ serviceWorkers: 'block', forcedColors: 'active', colorScheme: scheme },
    });
    await page.goto(site.origin + pages().find((path) => path.startsWith('/runbooks/'))!);
  });
  afterAll(() => Promise.all([browser?.close(), site?.close()]));

  it('show the chosen result, the chosen kind, and where the keyboard is', async () => {
    await page.keyboard.press('/');
    await page.keyboard.type('vlan');
    await page.locator('[role=option]').nth(1).waitFor();
    const looks = {
      result: await differs(page.locator('[role=option]')),
      kind: await differs(page.locator('[data-kind]:not([hidden])')),
      field: await page
        .locator('site-search input')
        .evaluate((field) => getComputedStyle(field).outlineStyle),
    };
    expect(looks).toEqual({ result: true, kind: true, field: 'solid' });
    await page.keyboard.press('Escape');
  });

  it('show the chosen host', async () => {
    await page.goto(`${site.origin}/runbooks/jumbo-frames/`);
    expect(await differs(page.locator('.host-picker input + span'))).toBe(true);
  });

  it('show what a link leads to, and where one is', async () => {
    const heading = page.locator('main :is(h2, h3)[id]').last();
    await page.goto(`${page.url()}#${await heading.getAttribute('id')}`);
    const outline = (one: Locator) => one.evaluate((e) => getComputedStyle(e).outlineStyle);
    expect(await outline(page.locator(':target'))).toBe('solid');
    const here = page.locator('#starlight__sidebar [aria-current]');
    expect(await here.evaluate((e) => getComputedStyle(e).textDecorationLine)).toBe('underline');
  });

  it('show the pictures of buttons', async () => {
    const picture = page.locator('.expressive-code .copy button').first();
    const seen = await picture.evaluate((button) => {
      const { backgroundColor } = getComputedStyle(button, '::after');
      return backgroundColor !== getComputedStyle(button).backgroundColor;
    });
    expect(seen).toBe(true);
  });
});

/** The first of them, which is chosen, has another ground than the second. */
async function differs(all: Locator): Promise<boolean> {
  const grounds = await all.evaluateAll((elements) =>
    elements.slice(0, 2).map((element) => getComputedStyle(element).backgroundColor),
  );
  return grounds.length === 2 && grounds[0] !== grounds[1];
}
