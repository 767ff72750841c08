/** Diagrams in a browser: their links, their zoom, and the table beside them. */
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { edges, things } from '../../../src/diagrams/graph.ts';
import { diagramSources } from '../../../src/diagrams/sources.ts';
import { diagramPath, hostPath } from '../../../src/views/paths.ts';
import { site } from '../../fixtures/inventories.ts';
import { hasChromium, launch } from '../support/browser.ts';
import { buildIfMissing, type ServedSite, serveSite } from '../support/site.ts';

buildIfMissing();

const PHYSICAL = diagramPath('physical');

describe.skipIf(!hasChromium)('a diagram', () => {
  let browser: Browser;
  let served: ServedSite;
  let page: Page;

  beforeAll(async () => {
    [browser, served] = await Promise.all([launch(), serveSite()]);
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  });
  afterAll(() => Promise.all([browser?.close(), served?.close()]));
  beforeEach(() => page.goto(served.origin + PHYSICAL));

  const scroll = () => page.locator('.diagram-scroll');
  const width = () =>
    page.locator('.diagram-scroll > svg').evaluate((svg) => svg.getBoundingClientRect().width);

  it.each(diagramSources(site).map(({ name, parts }) => [name, parts] as const))(
    '%s says in its table what it shows, and leads to pages that are there',
    async (name, parts) => {
      await page.goto(served.origin + diagramPath(name));
      const rows = await page
        .locator('.diagram details tbody tr')
        .evaluateAll((all) =>
          all.map((row) =>
            [...row.querySelectorAll('th, td')].map((cell) => cell.textContent?.trim() ?? ''),
          ),
        );
      const drawn = await page.locator('.diagram-scroll svg .flowchart-link').count();
      expect(rows.filter((cells) => cells.at(-1) !== '')).toHaveLength(drawn);
      expect(drawn).toBe(edges(parts).length);

      const links = page.locator('.diagram-scroll svg a');
      expect(await links.count()).toBe(things(parts).filter(({ href }) => href).length);
      const urls = await links.evaluateAll((all) =>
        all.map((link) => new URL(link.getAttribute('href') ?? '', document.baseURI).href),
      );
      for (const url of new Set(urls.map((one) => one.split('#')[0] as string))) {
        expect((await page.request.get(url)).status(), url).toBe(200);
      }
    },
  );

  it('leads from a box to the page about it', async () => {
    const link = page.getByRole('link', { name: 'Camille', exact: true }).first();
    await link.click({ position: { x: 6, y: 6 } });
    await expect
      .poll(() => new URL(page.url()).pathname)
      .toContain(hostPath('camille').slice(0, -1));
  });

  it('can be skipped by keyboard, and entered', async () => {
    await page.locator('.diagram__skip').focus();
    await page.keyboard.press('Tab');
    expect(await scroll().evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.closest('svg') !== null)).toBe(true);
  });

  it('grows and shrinks by keyboard, and goes back', async () => {
    const before = await width();
    await scroll().focus();
    await page.keyboard.press('+');
    await page.keyboard.press('+');
    expect(await width()).toBeCloseTo(before * 1.25 * 1.25, 0);
    expect(await page.locator('.diagram__tools output').textContent()).toBe('156 %');
    await page.keyboard.press('-');
    expect(await width()).toBeCloseTo(before * 1.25, 0);
    await page.keyboard.press('0');
    expect(await width()).toBeCloseTo(before, 0);
  });

  it('grows by its buttons, without moving the page below', async () => {
    const before = await width();
    const below = () =>
      page.locator('.diagram summary').evaluate((one) => one.getBoundingClientRect().top);
    const top = await below();
    await page.locator('[data-zoom="in"]').click();
    expect(await width()).toBeCloseTo(before * 1.25, 0);
    expect(Math.abs((await below()) - top)).toBeLessThan(2);
    await page.locator('[data-zoom="reset"]').click();
    expect(await width()).toBeCloseTo(before, 0);
  });

  it('grows around the pointer with the wheel and Ctrl, and leaves a wheel alone to the page', async () => {
    const box = await page.locator('[id="physical-n-laetitia-pc-10"]').boundingBox();
    const at = { x: (box?.x ?? 0) + 10, y: (box?.y ?? 0) + 10 };
    const before = await width();
    const nodeAt = () =>
      page.evaluate(({ x, y }) => document.elementFromPoint(x, y)?.closest('a')?.id, at);
    expect(await nodeAt()).toBe('physical-n-laetitia-pc-10');
    await page.mouse.move(at.x, at.y);
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -120);
    await page.keyboard.up('Control');
    await expect.poll(width).toBeGreaterThan(before * 1.5);
    expect(await nodeAt()).toBe('physical-n-laetitia-pc-10');
    const zoomed = await width();
    const top = () => scroll().evaluate((element) => element.scrollTop);
    const held = await top();
    await page.mouse.wheel(0, 30);
    await expect.poll(top).toBeGreaterThan(held);
    expect(await width()).toBe(zoomed);
  });

  it('is moved by the mouse, from a box too, which then is not followed', async () => {
    for (let step = 0; step < 4; step += 1) await page.locator('[data-zoom="in"]').click();
    const at = () => scroll().evaluate((element) => [element.scrollLeft, element.scrollTop]);
    const [left = 0, top = 0] = await at();
    const box = await scroll().boundingBox();
    const grip = await page.evaluate(
      ({ x, y, width, height }) => {
        for (let dy = 20; dy < height - 20; dy += 7) {
          for (let dx = 20; dx < width - 20; dx += 7) {
            const found = document.elementFromPoint(x + dx, y + dy);
            if (found?.closest('.diagram-scroll a') && !found.closest('text'))
              return { x: x + dx, y: y + dy };
          }
        }
        return undefined;
      },
      box as NonNullable<typeof box>,
    );
    if (grip === undefined) throw new Error('no box in sight');
    await page.mouse.move(grip.x, grip.y);
    await page.mouse.down();
    await page.mouse.move(grip.x + 50, grip.y + 15, { steps: 5 });
    await page.mouse.up();
    const [afterLeft = 0, afterTop = 0] = await at();
    expect(left - afterLeft).toBeCloseTo(50, -1);
    expect(top - afterTop).toBeCloseTo(15, -1);
    expect(new URL(page.url()).pathname).toBe(PHYSICAL);
  });

  it('fills the screen, and comes back', async () => {
    await page.locator('[data-zoom="screen"]').click();
    await expect
      .poll(() => page.evaluate(() => document.fullscreenElement?.className))
      .toContain('diagram');
    await page.locator('[data-zoom="screen"]').click();
    await expect.poll(() => page.evaluate(() => document.fullscreenElement)).toBeNull();
  });

  it('lets its texts be selected', async () => {
    const selected = await page.evaluate(() => {
      const text = document.querySelector('.diagram-scroll svg a text') as Node;
      getSelection()?.selectAllChildren(text);
      return getSelection()?.toString();
    });
    expect(selected).not.toBe('');
    const allowed = await page
      .locator('.diagram-scroll svg text')
      .first()
      .evaluate((text) => getComputedStyle(text).userSelect);
    expect(allowed).toBe('text');
  });

  it('has its links and its table without scripts', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const plain = await context.newPage();
    await plain.goto(served.origin + PHYSICAL);
    expect(await plain.locator('.diagram__tools').isVisible()).toBe(false);
    expect(await plain.locator('.diagram-scroll svg a').count()).toBeGreaterThan(10);
    await plain.locator('.diagram summary').click();
    expect(await plain.locator('.diagram details table').isVisible()).toBe(true);
    await context.close();
  });
});
