/** The pages of hosts, switches, port-channels and storage arrays, as a reader has them. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundles, cablingOf } from '../../../src/views/cabling.ts';
import { devicePath, portAnchor, portChannelPath, portPath } from '../../../src/views/paths.ts';
import { site } from '../../fixtures/inventories.ts';
import { hasChromium, launch } from '../support/browser.ts';
import { buildIfMissing, type ServedSite, serveSite } from '../support/site.ts';

buildIfMissing();

const DEVICES = [site.hosts, site.switches, site.sans].flatMap((all) => Object.keys(all));
const CHANNELS = Object.keys(site.switches).flatMap((name) => [...bundles(site, name)]);

/** Everything on its device that a row is about. */
function portsOf(name: string): string[] {
  const { hosts, switches, sans } = site;
  const one = hosts[name] ?? switches[name] ?? sans[name];
  return (['nics', 'bonds', 'bridges', 'ports'] as const).flatMap((kind) =>
    // A storage array's aggregates are named in its interfaces' rows.
    name in sans && kind === 'bonds'
      ? []
      : Object.keys((one as Record<string, object> | undefined)?.[kind] ?? {}),
  );
}

describe.skipIf(!hasChromium)('the inventory in a browser', () => {
  let browser: Browser;
  let served: ServedSite;
  let page: Page;

  beforeAll(async () => {
    [browser, served] = await Promise.all([launch(), serveSite()]);
    page = await browser.newPage();
  });
  afterAll(() => Promise.all([browser?.close(), served?.close()]));

  const open = (path: string) => page.goto(served.origin + path);
  /** Root-relative addresses of the links in a part of the page. */
  const addresses = (selector: string) =>
    page.locator(`${selector} a[href]`).evaluateAll((links) =>
      links.map((link) => {
        const href = link.getAttribute('href') ?? '';
        const { pathname, hash } = new URL(href, document.baseURI);
        return pathname.replace(/index\.html$/, '') + hash;
      }),
    );

  it.each(DEVICES)(
    '%s has a row for each of its ports, and both ends of each cable',
    async (name) => {
      const path = devicePath(site, name) as string;
      expect((await open(path))?.status()).toBe(200);
      for (const port of portsOf(name)) {
        expect(await page.locator(`tr[id="${portAnchor(port)}"]`).count(), port).toBe(1);
      }
      const cables = cablingOf(site).of(name);
      const shown = cables.length === 0 ? [] : await addresses('.data-table');
      for (const { near, far } of cables) {
        expect(shown).toContain(portPath(site, near.device, near.port));
        expect(shown).toContain(portPath(site, far.device, far.port));
      }
    },
  );

  it.each(CHANNELS.map(({ switch: device, id }) => [device, id] as const))(
    'the port-channel %s %s has its ports, and leads to what is in front',
    async (device, id) => {
      expect((await open(portChannelPath(device, id)))?.status()).toBe(200);
      const bundle = CHANNELS.find((one) => one.switch === device && one.id === id);
      const shown = await addresses('main');
      for (const port of bundle?.ports ?? []) {
        expect(await page.locator(`tr[id="${portAnchor(port)}"]`).count(), port).toBe(1);
      }
      for (const { near } of bundle?.links ?? []) {
        expect(shown).toContain(portPath(site, near.device, near.port));
      }
    },
  );

  it('a finding leads to its line of the inventory, which shows what it is about', async () => {
    await open(devicePath(site, 'laetitia') as string);
    const link = page.locator('.findings dd a').first();
    const [, line] = /:(\d+)$/.exec((await link.textContent()) ?? '') ?? [];
    await link.click();
    const target = page.locator(`#l${line}`);
    expect(await target.evaluate((element) => element.matches(':target'))).toBe(true);
    expect((await target.textContent())?.trim()).not.toBe('');
  });

  it('a runbook that runs on a host is listed there, with steps that exist', async () => {
    await open(devicePath(site, 'camille') as string);
    const steps = await addresses('.procedures ol');
    expect(steps.length).toBeGreaterThan(5);
    const [path = '', anchor = ''] = (steps[0] ?? '').split('#');
    await open(`${path}#${anchor}`);
    expect(await page.locator(`[id="${anchor}"]`).count()).toBe(1);
  });

  it('copies a configuration as it is written', async () => {
    const context = await browser.newContext({
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const own = await context.newPage();
    await own.goto(served.origin + devicePath(site, 'camille'));
    const file = own.locator('.code-file').first();
    await file.locator('button').click();
    await expect.poll(() => file.locator('[role="status"]').textContent()).not.toBe('');
    const copied = await own.evaluate(() => navigator.clipboard.readText());
    expect(copied).toBe(await file.locator('code').textContent());
    expect(copied).toContain('auto bond1');
    await context.close();
  });

  it.each([
    '/inventory/',
    '/inventory/hosts/camille/',
    '/inventory/switches/laetitia/',
    '/inventory/diagrams/storage/',
  ])('%s can be read by everyone, in both themes, and fits a phone', async (path) => {
    const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
    const own = await context.newPage();
    await own.goto(served.origin + path);
    const wide = await own.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(wide).toBeLessThanOrEqual(0);
    for (const theme of ['light', 'dark']) {
      await own.evaluate((to) => document.documentElement.setAttribute('data-theme', to), theme);
      await own.locator('details').evaluateAll((all) => {
        for (const one of all) one.setAttribute('open', '');
      });
      const { violations } = await new AxeBuilder({ page: own }).analyze();
      expect(
        violations.flatMap(({ id, nodes }) =>
          nodes.map(({ html }) => `${id} ${html.slice(0, 120)}`),
        ),
        theme,
      ).toEqual([]);
    }
    await context.close();
  });
});
