/** A runbook as a page: its cards, the host that is chosen, boxes to tick, paper. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadRunbooks } from '../../../src/runbook/load-fs.ts';
import { hasChromium, launch } from '../support/browser.ts';
import { planOf } from '../support/plans.ts';
import { buildIfMissing, ROOT, type ServedSite, serveSite } from '../support/site.ts';

buildIfMissing();

const { runbooks } = loadRunbooks(ROOT);
const byLength = runbooks.toSorted((a, b) => b.steps.length - a.steps.length);
const longest = byLength[0]!;
const plans = new Map(runbooks.map((runbook) => [runbook.name, planOf(runbook)]));

describe.skipIf(!hasChromium)('the page of a runbook', () => {
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
    page = await context.newPage();
  });
  afterEach(() => context?.close());

  const open = (name: string, rest = '') => page.goto(`${site.origin}/runbooks/${name}/${rest}`);
  const counted = () => page.locator('[data-counted]').textContent();

  it('tells in its list of sections where one reads, in the midst of a card as well', async () => {
    await open(longest.name);
    await page.locator('.step').first().waitFor();
    const sections = page.locator('starlight-toc a[aria-current="true"]');
    for (const { id, title } of longest.steps.toReversed().slice(1)) {
      await page.locator(`#step-${id}`).evaluate((card) => {
        const { top, height } = card.getBoundingClientRect();
        window.scrollTo({ top: window.scrollY + top + height / 2 - 120, behavior: 'instant' });
      });
      await expect.poll(() => sections.first().textContent()).toContain(title.replaceAll("'", '’'));
    }
  });

  it.each(runbooks.map((runbook) => [runbook.name, runbook] as const))(
    '%s: a card for each step, numbered as the plan numbers them, with its section inside',
    async (name, runbook) => {
      await open(name);
      const cards = await page.locator('.step').evaluateAll((all) =>
        all.map((card) => ({
          id: card.id,
          number: card.querySelector('.step__number')?.textContent,
          title: card.querySelector('h2, h3')?.textContent,
          hosts: card.getAttribute('data-hosts'),
          roles: [...card.querySelectorAll('.step-block')].map((block) => [
            block.getAttribute('data-step'),
            block.getAttribute('data-role'),
          ]),
          command: card.querySelector('.copy-command code')?.textContent,
        })),
      );
      const plan = plans.get(name)!;
      const expected = runbook.steps.map((step, index) => ({
        id: `step-${step.id}`,
        number: String(index + 1),
        title: step.title,
        command: `runbook run ${name} --step ${step.id}`,
      }));
      const plain = (text?: string | null) =>
        text?.replaceAll(/[\u00A0\u202F]/g, ' ').replaceAll('’', "'");
      expect(
        cards.map(({ id, number, title, command }) => ({
          id,
          number,
          title: plain(title),
          command,
        })),
      ).toEqual(expected.map((one) => ({ ...one, title: plain(one.title) })));
      expect(cards.flatMap(({ roles }) => roles)).toEqual(
        runbook.blocks.map((block) => [
          runbook.steps.findLast((step) => step.place.line < block.place.line)?.id,
          block.role,
        ]),
      );
      for (const { id, hosts } of cards) {
        const planned = plan.steps.filter((step) => `step-${step.id}` === id);
        expect(hosts).toBe(planned.map(({ host }) => host).join(' '));
      }
      const overview = await page
        .locator('.runbook-steps tbody tr td:first-child')
        .allTextContents();
      expect(overview).toEqual(expected.map(({ number }) => number));
    },
  );

  it('folds, remembers it, and unfolds for a link to a card or into it', async () => {
    await open(longest.name);
    const [first, second] = longest.steps;
    const card = page.locator(`#step-${first?.id} > details`);
    await card.locator('summary').first().click();
    await expect.poll(() => page.evaluate(() => localStorage.length)).toBeGreaterThan(0);
    await page.reload();
    expect(await card.getAttribute('open')).toBeNull();
    expect(await page.locator(`#step-${second?.id} > details`).getAttribute('open')).not.toBeNull();
    await page.locator(`.runbook-steps a[href="#step-${first?.id}"]`).click();
    await expect.poll(() => card.getAttribute('open')).not.toBeNull();

    await page.locator('[data-fold]').click();
    await expect.poll(() => page.locator('.step > details[open]').count()).toBe(0);
    const block = page.locator(`#step-${second?.id} .step-block__title`).first();
    await open(longest.name, `#${await block.getAttribute('id')}`);
    await page.reload();
    await expect.poll(() => block.isVisible()).toBe(true);
  });

  it('shows one host’s commands on every block, on the next page, after a reload, and by a link', async () => {
    const several = runbooks.filter(
      ({ name }) => new Set(plans.get(name)?.steps.map(({ host }) => host)).size > 1,
    );
    expect(several.length).toBeGreaterThan(1);
    const [one, other] = several as [(typeof runbooks)[number], (typeof runbooks)[number]];
    const host = plans.get(one.name)!.steps.at(-1)!.host;
    await open(one.name);
    await page.locator('[data-host-picker]').getByText(host, { exact: true }).click();
    const wrong = () =>
      page
        .locator('.step:not([data-elsewhere]) .variant:visible')
        .evaluateAll(
          (all, chosen) =>
            all.filter(
              (variant) => !variant.getAttribute('data-hosts')?.split(' ').includes(chosen),
            ).length,
          host,
        );
    const narrowed = () => page.locator('.step .copy-command code').allTextContents();
    const check = async () => {
      expect(await wrong()).toBe(0);
      const limits = (await narrowed()).map((text) => text.endsWith(` --limit ${host}`));
      expect(limits).toContain(true);
    };
    await check();
    expect(page.url()).toContain(`?host=${host}`);
    await page.reload();
    await check();
    await open(other.name);
    await check();
    await page.evaluate(() => localStorage.clear());
    await open(one.name, `?host=${host}`);
    await check();
    const blocks = await page
      .locator('[data-copy]')
      .evaluateAll((all) =>
        all.map((button) => [
          button.getAttribute('data-copy'),
          button.parentElement?.querySelector('code')?.textContent,
        ]),
      );
    for (const [copied, shown] of blocks) expect(copied).toBe(shown);
  });

  it('has every host’s commands, labelled, without JavaScript', async () => {
    const plain = await browser.newContext({ javaScriptEnabled: false });
    const still = await plain.newPage();
    for (const { name } of runbooks) {
      await still.goto(`${site.origin}/runbooks/${name}/`);
      const variants = still.locator('.step-block .variant');
      expect(await variants.count()).toBe(await still.locator('.variant:visible').count());
      const labels = await still
        .locator('.step-block:has(.variant + .variant) .variant')
        .evaluateAll((all) =>
          all.map((one) => [
            one.querySelector('.step-block__hosts')?.textContent,
            one.getAttribute('data-hosts')?.split(' ').join(', '),
          ]),
        );
      for (const [label, hosts] of labels) expect(label).toBe(`Sur ${hosts}`);
      expect(await still.locator('.runbook-bar').isVisible()).toBe(false);
    }
    await plain.close();
  });

  it('keeps what is ticked, counts it, and forgets it when asked', async () => {
    const { name, steps } = longest;
    await open(name);
    expect(await counted()).toBe(`0/${steps.length} cochées`);
    const box = page.locator(`#step-${steps[0]?.id} .step__tick input`);
    expect(await box.getAttribute('aria-label')).toContain('1');
    const manual = steps.find(({ action }) => action.role === 'manual');
    await page.locator(`#step-${steps.at(-1)?.id} .step__tick input`).check();
    expect(await counted()).toBe(`1/${steps.length} cochées`);
    if (manual) {
      const items = page.locator(`#step-${manual.id} [data-item]:visible`);
      for (const item of await items.all()) await item.check();
      const own = page.locator(`#step-${manual.id} .step__tick input`);
      expect(await own.isChecked()).toBe(true);
      await items.first().uncheck();
      expect(await own.isChecked()).toBe(false);
    }
    await page.reload();
    expect(await counted()).toBe(`1/${steps.length} cochées`);
    await page.locator('[data-reset]').click();
    expect(await counted()).toBe(`0/${steps.length} cochées`);
    await page.reload();
    expect(await page.locator('[data-tick]:checked').count()).toBe(0);
  });

  it('takes no step for done that has changed since it was ticked', async () => {
    await open(longest.name);
    await page.locator('.step__tick input').first().check();
    await page.evaluate(() => {
      const [key = ''] = Object.keys(localStorage).filter((name) => name.startsWith('site-ticks:'));
      // As an older build of the page has written it.
      const older = localStorage.getItem(key)?.replace(/ [0-9a-f]{8}"/, ' 00000000"') ?? '';
      localStorage.setItem(key, older);
    });
    await page.reload();
    expect(await counted()).toContain('0/');
  });

  it('says that nothing is kept when the browser refuses to', async () => {
    await page.addInitScript(() => {
      Object.defineProperty(window, 'localStorage', {
        get: () => {
          throw new DOMException('denied', 'SecurityError');
        },
      });
    });
    await open(longest.name);
    await page.locator('.step__tick input').first().check();
    expect(await counted()).toContain('1/');
    expect(await page.locator('[data-unkept]').isVisible()).toBe(true);
  });

  it('leads from a known inconsistency to its line', async () => {
    let led = 0;
    for (const { name } of runbooks) {
      await open(name);
      const link = page.locator('.known a').last();
      if ((await link.count()) === 0) continue;
      const href = new URL((await link.getAttribute('href')) ?? '', page.url());
      await page.goto(href.href);
      const found = page.locator(`[id="${href.hash.slice(1)}"]`);
      expect(await found.count(), `${name}: ${href}`).toBe(1);
      led += 1;
    }
    expect(led).toBeGreaterThan(0);
  });

  it('prints black on white: every block open, boxes empty, nothing to click', async () => {
    await open(longest.name);
    await page.locator('starlight-theme-select select').first().selectOption('dark');
    await page.locator('.step__tick input').first().check();
    await page.locator('[data-fold]').click();
    await expect.poll(() => page.locator('.step > details[open]').count()).toBe(0);
    await page.emulateMedia({ media: 'print' });
    const seen = await page.evaluate(() => {
      const shown = (selector: string) =>
        [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility()).length;
      const box = getComputedStyle(document.querySelector('.step__tick input')!);
      return {
        blocks: document.querySelectorAll('.step-block').length - shown('.step-block'),
        chrome: shown(
          '.sidebar, .header, .runbook-bar, .copy-command__button, summary:not(.known *)',
        ),
        background: getComputedStyle(document.body).backgroundColor,
        canvas: getComputedStyle(document.documentElement).colorScheme,
        box: [box.appearance, box.backgroundColor],
        wide: [...document.querySelectorAll('pre')].filter(
          (pre) => pre.scrollWidth > pre.clientWidth + 1,
        ).length,
      };
    });
    expect(seen).toEqual({
      ...{ blocks: 0, chrome: 0, background: 'rgb(255, 255, 255)', canvas: 'light', wide: 0 },
      box: ['none', 'rgb(255, 255, 255)'],
    });
  });

  it.each(['light', 'dark'])(
    'has nothing that axe objects to, with a host chosen: %s',
    async (theme) => {
      await open(longest.name, `?host=${plans.get(longest.name)!.steps.at(-1)!.host}`);
      await page.evaluate((chosen) => {
        document.documentElement.dataset.theme = chosen;
        for (const details of document.querySelectorAll('details')) details.open = true;
      }, theme);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    },
  );
});
