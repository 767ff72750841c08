/** A runbook as a PDF and as one file: made by the command, from the built site. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadRunbooks } from '../../../src/runbook/load-fs.ts';
import { CHROMIUM, hasChromium, launch } from '../support/browser.ts';
import { planOf } from '../support/plans.ts';
import { buildIfMissing, ROOT } from '../support/site.ts';

buildIfMissing();

const { runbooks } = loadRunbooks(ROOT);
const longest = runbooks.toSorted((a, b) => b.steps.length - a.steps.length)[0]!;
const historical = runbooks.find((runbook) => runbook.historical);
const plan = planOf(longest);
const host = plan.steps.at(-1)!.host;
const folder = mkdtempSync(join(tmpdir(), 'runbook-export-'));
const hasPdfText = spawnSync('pdftotext', ['-v']).error === undefined;

function runbookCommand(...args: string[]) {
  const env = { ...process.env, RUNBOOK_CHROMIUM: CHROMIUM, NO_COLOR: '1' };
  return spawnSync('node', [join(ROOT, 'scripts/runbook.cjs'), '--root', ROOT, ...args], {
    ...{ cwd: folder, env, encoding: 'utf8' },
  });
}

const file = (name: string): string => join(folder, name);
/** Spaces and line ends are the layout's, and so is the mark of a line that goes on. */
const squeezed = (text: string): string => text.replaceAll(/[\s\u00A0\u202F↪]+/g, '');

describe.skipIf(!hasChromium)('an exported runbook', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launch();
    const all = runbookCommand('export', longest.name, '--html', '--pdf');
    const one = runbookCommand('export', longest.name, '--html', '--pdf', '--host', host);
    expect(`${all.stderr}${one.stderr}`).not.toContain('error');
    if (historical) runbookCommand('export', historical.name, '--pdf', 'old.pdf');
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(['', `-${host}`])('is one HTML file that asks for nothing%s', async (suffix) => {
    const page = await browser.newPage();
    const requests: string[] = [];
    const messages: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    page.on('console', (message) => messages.push(message.text()));
    page.on('pageerror', (error) => messages.push(error.message));
    const url = pathToFileURL(file(`${longest.name}${suffix}.html`)).href;
    await page.goto(url);
    await page.locator('.step__tick input').first().check();
    expect(await page.locator('[data-counted]').textContent()).toContain('1/');
    await page.locator('.runbook-steps a').last().click();
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    expect(requests.filter((one) => !one.startsWith('data:'))).toEqual([url]);
    expect(messages).toEqual([]);
    const fonts = await page.evaluate(
      () => [...document.fonts].filter(({ status }) => status === 'loaded').length,
    );
    expect(fonts).toBeGreaterThan(0);
    const leading = await page
      .locator('a[href]')
      .evaluateAll((links) =>
        links
          .map((link) => link.getAttribute('href'))
          .filter((href) => !/^(#|https?:)/.test(href ?? '')),
      );
    expect(leading).toEqual([]);
    await page.close();
  });

  it('has what concerns one host only, when one is named', () => {
    const html = readFileSync(file(`${longest.name}-${host}.html`), 'utf8');
    const others = plan.hosts.filter((other) => other !== host);
    expect(html).toContain(`--limit ${host}`);
    for (const other of others) expect(html).not.toContain(`class="variant" data-hosts="${other}"`);
  });

  it.skipIf(!hasPdfText)('prints every command whole, with numbers of pages and steps', () => {
    const { stdout } = spawnSync('pdftotext', ['-layout', file(`${longest.name}.pdf`), '-'], {
      encoding: 'utf8',
    });
    const text = squeezed(stdout);
    expect(stdout).toMatch(/^\s*.*1 \/ \d+$/m);
    for (const step of plan.steps) {
      const { action } = step;
      const commands = [
        step.check,
        step.verify,
        step.undo,
        action.kind === 'run' ? action.command : undefined,
      ];
      for (const line of commands.flatMap((command) => command?.script.split('\n') ?? []))
        expect(text, `${step.id}: ${line}`).toContain(squeezed(line));
      expect(text).toContain(squeezed(`runbook run ${longest.name} --step ${step.id}`));
    }
    for (const screen of ['Rechercher', 'Effacer', 'Tout replier'])
      expect(stdout).not.toContain(screen);
  });

  it.skipIf(!hasPdfText)('prints one host’s commands when one is named', () => {
    const { stdout } = spawnSync('pdftotext', [file(`${longest.name}-${host}.pdf`), '-'], {
      encoding: 'utf8',
    });
    expect(stdout).toContain(`Commandes pour ${host} seulement`);
    for (const other of plan.hosts.filter((name) => name !== host))
      expect(stdout).not.toContain(`Sur ${other}`);
    expect(statSync(file(`${longest.name}-${host}.pdf`)).size).toBeLessThan(
      statSync(file(`${longest.name}.pdf`)).size,
    );
  });

  it.skipIf(!hasPdfText || !historical)('says on paper that a runbook is historical', () => {
    const { stdout } = spawnSync('pdftotext', [file('old.pdf'), '-'], { encoding: 'utf8' });
    expect(squeezed(stdout)).toContain('Runbookhistorique');
  });

  it('says what to do when there is no browser', () => {
    const env = { ...process.env, RUNBOOK_CHROMIUM: '/nowhere/chromium' };
    const args = [
      join(ROOT, 'scripts/runbook.cjs'),
      '--root',
      ROOT,
      'export',
      longest.name,
      '--pdf',
    ];
    const { status, stderr } = spawnSync('node', args, { cwd: folder, env, encoding: 'utf8' });
    expect(status).toBe(2);
    expect(stderr).toContain('RUNBOOK_CHROMIUM');
  });
});
