/** `runbook init` in an empty folder: checked, built, and its runbook executed on the embedded host. */
import { execFile } from 'node:child_process';
import { existsSync, globSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EmbeddedHost, startEmbeddedHost } from '../../scripts/embedded-host/embedded-host.ts';
import { strings } from '../../src/site/strings/strings.ts';
import { apartFolder } from '../site/support/apart.ts';

const HOME = join(import.meta.dirname, '../..');
const LOCALES = [
  { locale: 'en', runbook: 'announce', role: 'server', page: 'network', home: 'The web server' },
  { locale: 'fr', runbook: 'annoncer', role: 'serveur', page: 'reseau', home: 'Le serveur web' },
] as const;

/** Texts of a page, also those that are read aloud or that its scripts will show. */
const SHOWN =
  />([^<]+)<|(?:aria-label|title|alt|placeholder|data-(?:copied|copy-failed|label|none|one|many|similar|loading|unavailable|elsewhere|text|other))="([^"]+)"/g;

const SCRIPTS = /<(script|style)\b.*?<\/\1>/gs;
/** Its letters, and its spaces before a mark. */
const FRENCH = /[àâçéèêëîïôùûœ«»]|\p{L}[ \u00A0\u202F][:;!?](?: |$)/u;

/** The words of an interface that stand alone, those that are made from others left out. */
function words(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return value instanceof Object && typeof value !== 'function'
    ? Object.values(value).flatMap(words)
    : [];
}

interface Ended {
  readonly code: number;
  readonly output: string;
}

async function ended(file: string, args: readonly string[], cwd: string): Promise<Ended> {
  const env = { ...process.env, XDG_STATE_HOME: join(cwd, '..', 'state'), NO_COLOR: '1' };
  try {
    const { stdout, stderr } = await promisify(execFile)(file, args, {
      cwd,
      env,
      maxBuffer: 2 ** 26,
    });
    return { code: 0, output: stdout + stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, output: stdout + stderr };
  }
}

/** A command that must succeed. @returns what it printed */
async function good(file: string, args: readonly string[], cwd: string): Promise<string> {
  const { code, output } = await ended(file, args, cwd);
  expect(code, output).toBe(0);
  return output;
}

describe.each(LOCALES)('a new site ($locale)', ({ locale, runbook, role, page, home }) => {
  let folder: string;
  let site: string;
  let host: EmbeddedHost;
  const own = (...args: string[]) => good('node_modules/.bin/runbook', args, site);

  beforeAll(async () => {
    folder = apartFolder('runbook-init-');
    site = join(folder, 'Ma doc');
    host = await startEmbeddedHost({ aliases: ['web1', 'db1'] });
    const launcher = join(HOME, 'scripts', 'runbook.cjs');
    await good(process.execPath, [launcher, 'init', site, '--locale', locale], folder);
  });
  afterAll(async () => {
    await host?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('has an inventory and a runbook without a problem, and fresh generated files', async () => {
    expect(await own('lint')).toContain('no problem found');
    expect(await own('validate')).toContain('no problem found');
    expect(await own('generate', '--check')).toContain('all up to date');
  });

  it('passes its own npm test, which builds it', async () => {
    await good('npm', ['test'], site);
    const built = (path: string) => readFileSync(join(site, 'dist/site', path), 'utf8');
    expect(built('index.html')).toContain(home);
    expect(built('index.html')).toContain('192.0.2.10');
    expect(built('index.html')).toContain(`lang="${locale}"`);
    expect(existsSync(join(site, 'dist/site', page, 'index.html'))).toBe(true);
    expect(built(`runbooks/${runbook}/index.html`)).toContain('/etc/motd');
  });

  it('has no word of the other language on any page', () => {
    const folder = join(site, 'dist/site');
    const own = new Set(words(strings(locale)));
    // Not `in` or `VLAN`: they are values, or in both languages.
    const others = words(strings(locale === 'en' ? 'fr' : 'en')).filter(
      (word) => /\p{Ll}{3}/u.test(word) && !own.has(word),
    );
    expect(others.length).toBeGreaterThan(100);
    for (const file of globSync('**/*.html', { cwd: folder })) {
      const html = readFileSync(join(folder, file), 'utf8').replaceAll(SCRIPTS, '');
      const shown = new Set([...html.matchAll(SHOWN)].map(([, a, b]) => a ?? b ?? ''));
      const foreign = others.filter((word) => shown.has(word));
      expect(foreign, file).toEqual([]);
      if (locale === 'en') expect([...shown].filter((text) => FRENCH.test(text))).toEqual([]);
    }
  });

  it('plans its runbook, and executes it on real shells', async () => {
    expect(await own('plan', runbook)).toContain('192.0.2.11');
    await own('run', runbook, '--yes', '--ssh-config', host.sshConfigPath);
    for (const [name, address] of [
      ['web1', '192.0.2.10'],
      ['db1', '192.0.2.11'],
    ] as const) {
      const written = readFileSync(join(host.hosts[name]!.root, 'etc/motd'), 'utf8');
      expect(written).toContain(`(${name}, ${address})`);
    }
    expect(await own('status')).toContain('succeeded');
  });

  it('begins another runbook, valid at once and executable', async () => {
    expect(await own('new', 'restart-web', '--on', role)).toContain('runbooks/restart-web.mdx');
    await own('new', 'ports', '--on', 'sw1');
    expect(await own('validate')).toContain('3 runbooks read: no problem found');
    await own('run', 'restart-web', '--yes', '--ssh-config', host.sshConfigPath);
    const file = join(host.hosts.web1!.root, 'tmp/restart-web');
    expect(readFileSync(file, 'utf8')).toBe('web1\n');
  });
});
