/** `npm run dev` on a site of its own: what is saved is shown, what is wrong is pointed at. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { apartFolder } from '../../site/support/apart.ts';
import { hasChromium, launch } from '../support/browser.ts';
import { ROOT } from '../support/site.ts';

const RUNBOOK = join(ROOT, 'scripts/runbook.cjs');
const INVENTORY = 'content/inventory/office.yaml';

describe.skipIf(!hasChromium)('npm run dev', () => {
  let folder: string;
  let site: string;
  let server: ChildProcess;
  let output = '';
  let origin = '';
  let browser: Browser;
  let page: Page;

  const path = (file: string) => join(site, file);
  const edit = (file: string, from: string, to: string) => {
    const text = readFileSync(path(file), 'utf8');
    expect(text).toContain(from);
    writeFileSync(path(file), text.replaceAll(from, to));
  };
  const runbook = (...args: string[]) => {
    const env = { ...process.env, RUNBOOK_SOURCE: '1' };
    const { status, stderr, stdout } = spawnSync(process.execPath, [RUNBOOK, ...args], {
      ...{ cwd: folder, env, encoding: 'utf8' },
    });
    expect(status, stderr).toBe(0);
    return stdout;
  };
  const main = () => page.locator('main').innerText();
  const menu = () => page.locator('nav.sidebar').innerText();
  const overlay = () =>
    page.evaluate(
      () => document.querySelector('vite-error-overlay')?.shadowRoot?.textContent ?? '',
    );
  /** The page may be reloading at any moment: then this says nothing yet. */
  const soon = (what: () => Promise<string>) =>
    expect.poll(() => what().catch(() => ''), { timeout: 20_000, interval: 50 });
  /** A visit that the server's reload ends is made again. */
  const visit = (address: string) => {
    const arrived = () =>
      page.goto(origin + address, { waitUntil: 'commit', timeout: 10_000 }).then(
        () => true,
        () => false,
      );
    return expect.poll(arrived, { timeout: 40_000 }).toBe(true);
  };
  /** The page is asked for until it is there. */
  const open = async (address: string) => {
    const there = () => fetch(origin + address).then(({ ok }) => ok);
    await expect.poll(there, { timeout: 30_000, interval: 200 }).toBe(true);
    await visit(address);
  };

  beforeAll(async () => {
    folder = apartFolder('runbook-dev-');
    site = join(folder, 'site');
    runbook('init', site);
    const command = [join(ROOT, 'scripts/site.ts'), 'dev', '--port', '0'];
    // Nothing of the test's own: Astro and Vite leave browsers alone under test.
    const { PATH, HOME } = process.env;
    const env = { PATH, HOME, ASTRO_TELEMETRY_DISABLED: '1' };
    server = spawn(process.execPath, command, {
      ...{ cwd: site, env, stdio: ['ignore', 'pipe', 'pipe'] },
    });
    for (const stream of [server.stdout, server.stderr])
      stream?.on('data', (chunk) => {
        output += chunk;
      });
    origin = await vi.waitUntil(() => /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0], {
      timeout: 60_000,
    });
    browser = await launch();
    page = await browser.newPage();
    await page.goto(origin);
  });
  afterAll(async () => {
    console.log('OUTPUT', output);
    await browser?.close();
    if (server?.exitCode === null) {
      const ended = new Promise((resolve) => server.on('exit', resolve));
      server.kill('SIGTERM');
      await ended;
    }
    rmSync(folder, { recursive: true, force: true });
  });

  it('has the scripts of its pages: the search finds what is typed', async () => {
    const field = page.locator('site-search input');
    // The server's first visitor may see the page load twice.
    const asked = async () => {
      await page.keyboard.press('/');
      return field.isVisible();
    };
    await expect.poll(asked, { timeout: 20_000 }).toBe(true);
    await field.fill('web1');
    await soon(() => page.locator('dialog[open] [role=option]').first().innerText()).toContain(
      'web1',
    );
    await page.keyboard.press('Escape');
  });

  it('shows a changed inventory in prose, table, diagram source and plan', async () => {
    edit(INVENTORY, '192.0.2.10', '192.0.2.77');
    await soon(main).toMatch(/answers at 192\.0\.2\.77[\s\S]*Web server[\s\S]*192\.0\.2\.77/);
    expect(await main()).not.toContain('192.0.2.10');
    expect(runbook('--root', site, 'plan', 'announce')).toContain('192.0.2.77');
    edit(INVENTORY, 'title: Web server', 'title: First web server');
    const drawn = () => readFileSync(path('content/diagrams/physical.mmd'), 'utf8');
    await expect.poll(drawn, { timeout: 20_000 }).toContain('First web server');
  });

  it('points at the line of a broken inventory, on any page, and heals', async () => {
    edit(INVENTORY, "b: 'sw1:Gi0/1'", "b: 'sw1:Gi0/9'");
    await soon(overlay).toMatch(/inventory\/office\.yaml:41:26[\s\S]*did you mean "Gi0\/1"\?/);
    edit(INVENTORY, "b: 'sw1:Gi0/9'", "b: 'sw1:Gi0/1'");
    await soon(main).toContain('192.0.2.77');
    await soon(overlay).toBe('');
  });

  it('points at an unknown name in a page, on that page only', async () => {
    edit('content/docs/index.mdx', 'web1.address', 'web1.adress');
    await soon(overlay).toContain('docs/index.mdx:11:49');
    await open('/network/');
    await soon(main).toContain('VLAN 10');
    await visit('/');
    await soon(overlay).toContain('did you mean "address"?');
    edit('content/docs/index.mdx', 'web1.adress}', 'web1.address} today');
    await soon(main).toContain('192.0.2.77 today');
  });

  it('shows a new page in the menu, and takes it away again', async () => {
    writeFileSync(path('content/docs/added.mdx'), '---\ntitle: Added page\n---\n\nHello there.\n');
    await soon(menu).toContain('Added page');
    await open('/added/');
    await soon(main).toContain('Hello there.');
    await open('/');
    unlinkSync(path('content/docs/added.mdx'));
    await soon(menu).not.toContain('Added page');
  });

  it('shows pages that are missing from the list that Astro keeps', async () => {
    // As Astro leaves it when a page comes while it writes the list for another.
    writeFileSync(path('.astro/content-modules.mjs'), 'export default new Map([]);');
    edit(INVENTORY, '192.0.2.77', '192.0.2.78');
    await soon(main).toContain('192.0.2.78 today');
    edit(INVENTORY, '192.0.2.78', '192.0.2.77');
    await soon(main).toContain('192.0.2.77 today');
  });

  it('shows a new runbook, and points at a template of it that is wrong', async () => {
    runbook('--root', site, 'new', 'restart-web', '--on', 'web');
    await soon(menu).toContain('Restart web');
    await open('/runbooks/restart-web/');
    edit('runbooks/restart-web.mdx', '{{ host.name }} >', '{{ host.nme }} >');
    await soon(overlay).toContain('runbooks/restart-web.mdx:20:14');
    edit('runbooks/restart-web.mdx', '{{ host.nme }} >', '{{ host.address }} >');
    await soon(main).toContain('echo 192.0.2.77 >');
  });

  it('has a page for a new host, and did all that without starting again', async () => {
    edit(INVENTORY, '  db1:', '  web2:\n    title: Second\n    address: 192.0.2.12\n  db1:');
    await open('/inventory/hosts/web2/');
    await soon(main).toContain('192.0.2.12');
    expect(output.match(/ready in/g)).toHaveLength(1);
  });
});
