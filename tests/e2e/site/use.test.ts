/** What a reader does with the site: copy, change the theme, go through it by keyboard. */
import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadRunbooks } from '../../../src/runbook/load-fs.ts';
import { hasChromium, launch } from '../support/browser.ts';
import { buildIfMissing, ROOT, type ServedSite, serveSite } from '../support/site.ts';

buildIfMissing();

const runbook = loadRunbooks(ROOT).runbooks[0]!;

describe.skipIf(!hasChromium)('using the site', () => {
  let browser: Browser;
  let site: ServedSite;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    [browser, site] = await Promise.all([launch(), serveSite()]);
  });
  afterAll(() => Promise.all([browser?.close(), site?.close()]));
  beforeEach(async () => {
    context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: site.origin });
    page = await context.newPage();
    await page.goto(site.origin);
  });
  afterEach(() => context?.close());

  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());

  it('copies the command that runs one step, and the text of its block', async () => {
    await page.goto(`${site.origin}/runbooks/${runbook.name}/`);
    const command = `runbook run ${runbook.name} --step ${runbook.steps[0]?.id}`;
    await page.locator(`[data-copy="${command}"]`).click();
    await expect.poll(clipboard).toBe(command);

    const block = page.locator('.step-block:has(.expressive-code)').first();
    const shown = await block
      .locator('.expressive-code pre:visible')
      .first()
      .evaluate((pre) =>
        [...pre.querySelectorAll('.ec-line .code')]
          .map((line) => line.textContent?.replace(/\n$/, ''))
          .join('\n'),
      );
    await block.locator('.expressive-code').first().hover();
    await block.locator('.expressive-code:visible .copy button').first().click();
    await expect.poll(clipboard).toBe(shown);
    expect(shown).not.toContain('{{');
  });

  it('keeps the chosen theme from page to page', async () => {
    await page.locator('starlight-theme-select select').first().selectOption('dark');
    await page.goto(`${site.origin}/runbooks/${runbook.name}/`);
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
  });

  it('answers an unknown address with a page that leads back', async () => {
    await page.goto(`${site.origin}/404.html`);
    expect(await page.locator('h1').textContent()).toBe('Page introuvable');
    await page.locator('main a[href="/"]').click();
    await page.waitForURL(`${site.origin}/`);
  });
});
