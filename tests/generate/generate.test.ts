import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { generate, staleFindings } from '../../src/generate/generate.ts';
import { watch } from '../../src/generate/watch-fs.ts';
import { ProblemError } from '../../src/problem/problem.ts';
import { ROOT, SMALL } from '../fixtures/inventories.ts';

vi.setConfig({ testTimeout: 90_000 });

/** A path where no browser is: what starts one fails. */
const NO_BROWSER = '/nowhere/chromium';
const browser = [process.env.RUNBOOK_CHROMIUM, '/usr/bin/chromium'].find(
  (path) => path !== undefined && existsSync(path),
);
const CONFIG = 'content/configs/rendered/door/nginx.conf';
const INVENTORY = 'content/inventory/inventory.yaml';

const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A project of its own: the small inventory and the config templates, nothing generated. */
function project(): string {
  const root = mkdtempSync(join(tmpdir(), 'generate-'));
  made.push(root);
  cpSync(join(SMALL, 'content'), join(root, 'content'), { recursive: true });
  cpSync(join(ROOT, 'content/configs'), join(root, 'content/configs'), {
    recursive: true,
    filter: (source) => !source.includes('rendered'),
  });
  return root;
}

function edit(root: string, path: string, change: (text: string) => string): void {
  const file = join(root, path);
  writeFileSync(file, change(readFileSync(file, 'utf8')));
}

async function stale(root: string): Promise<string[]> {
  const report = await generate(root, { check: true });
  return staleFindings(report).map(({ state, path }) => `${state} ${path}`);
}

const TEXTS = { only: ['configs/', 'schema.json', '.mmd'] };

it('what is committed here follows from the inventory', async () => {
  const report = await generate(ROOT, { check: true });
  expect(staleFindings(report)).toEqual([]);
  expect(report.findings.length).toBeGreaterThan(15);
});

describe('texts, without a browser', () => {
  it('are written once, and then there is nothing to do', async () => {
    const root = project();
    const first = await generate(root, TEXTS);
    expect(first.written).toContain(CONFIG);
    expect(first.drawn).toBe(0);
    expect((await generate(root, TEXTS)).written).toEqual([]);
  });

  it('follow a changed address, and nothing else does', async () => {
    const root = project();
    await generate(root, TEXTS);
    edit(root, INVENTORY, (text) => text.replaceAll('192.0.2.12', '192.0.2.13'));
    const report = await generate(root, { ...TEXTS, check: true });
    expect(staleFindings(report)).toEqual([
      expect.objectContaining({ path: 'content/configs/rendered/node-b/interfaces' }),
      {
        path: CONFIG,
        state: 'stale',
        detail:
          'line 7: "server 192.0.2.12:8006; # node-b" would be "server 192.0.2.13:8006; # node-b"',
      },
      expect.objectContaining({ path: 'content/configs/rendered/pair/corosync.conf' }),
      expect.objectContaining({ path: 'content/diagrams/network-node-b.mmd' }),
      expect.objectContaining({ path: 'content/diagrams/cluster.mmd' }),
      expect.objectContaining({ path: 'content/diagrams/reverse-proxy.mmd' }),
    ]);
    expect((await generate(root, TEXTS)).written).toHaveLength(6);
    expect(readFileSync(join(root, CONFIG), 'utf8')).toContain('192.0.2.13:8006');
  });

  it('that were edited by hand are written again', async () => {
    const root = project();
    await generate(root, TEXTS);
    edit(root, CONFIG, (text) => `${text}# mine\n`);
    expect((await generate(root, TEXTS)).written).toEqual([CONFIG]);
    expect(readFileSync(join(root, CONFIG), 'utf8')).not.toContain('# mine');
  });

  it('with --check nothing is written', async () => {
    const root = project();
    const report = await generate(root, { check: true });
    expect(report).toMatchObject({ written: [], removed: [], drawn: 0 });
    expect(report.findings.every(({ state }) => state === 'missing')).toBe(true);
    expect(existsSync(join(root, CONFIG))).toBe(false);
  });

  it('with an invalid inventory, or template, nothing is written', async () => {
    const root = project();
    edit(root, INVENTORY, (text) => text.replace("b: 'sw1:Gi0/1'", "b: 'sw1:Gi0/77'"));
    await expect(generate(root)).rejects.toThrow(/inventory\.yaml:\d+:\d+: error/);
    const other = project();
    edit(other, 'content/configs/nginx.liquid', (text) =>
      text.replace('proxy.server_name', 'proxy.sever_name'),
    );
    await expect(generate(other)).rejects.toThrow(
      /nginx\.liquid:\d+:\d+: error[\s\S]*did you mean/,
    );
    expect([root, other].map((one) => existsSync(join(one, CONFIG)))).toEqual([false, false]);
  });
});

describe.skipIf(!browser)(`drawings${browser ? '' : ' (skipped: needs Chromium)'}`, () => {
  const options = browser === undefined ? {} : { browserPath: browser };

  it('are drawn once; only what changed is drawn again', async () => {
    const root = project();
    const first = await generate(root, options);
    expect(first.drawn).toBe(6);
    // A browser that isn't there would fail: none is started.
    const second = await generate(root, { browserPath: NO_BROWSER });
    expect(second).toMatchObject({ written: [], removed: [], drawn: 0 });
    expect(await stale(root)).toEqual([]);

    edit(root, INVENTORY, (text) => text.replace('size_gib: 10,', 'size_gib: 11,'));
    expect(await stale(root)).toEqual([
      'stale content/diagrams/storage.mmd',
      'stale content/diagrams/storage.svg',
    ]);
    const third = await generate(root, options);
    expect(third.written).toEqual(['content/diagrams/storage.mmd', 'content/diagrams/storage.svg']);
    expect(await stale(root)).toEqual([]);

    edit(root, 'content/diagrams/cluster.svg', (text) => text.replace('Quorum', 'Karaoke'));
    writeFileSync(join(root, 'content/diagrams/old.svg'), '<svg/>');
    rmSync(join(root, 'content/diagrams/physical.svg'));
    expect(await stale(root)).toEqual([
      'missing content/diagrams/physical.svg',
      'edited content/diagrams/cluster.svg',
      'orphan content/diagrams/old.svg',
    ]);
    const fourth = await generate(root, options);
    expect(fourth).toMatchObject({ removed: ['content/diagrams/old.svg'], drawn: 2 });
    expect(await stale(root)).toEqual([]);
    expect(readFileSync(join(root, 'content/diagrams/cluster.svg'), 'utf8')).not.toContain(
      'Karaoke',
    );
  });
});

it('a missing browser leaves the texts written and the drawings due', async () => {
  const root = project();
  const error = await generate(root, { browserPath: NO_BROWSER }).catch((one: unknown) => one);
  expect(error).toBeInstanceOf(ProblemError);
  expect((error as ProblemError).problems[0]?.rule).toBe('browser-missing');
  expect((await stale(root)).every((line) => /^missing .*\.svg$/.test(line))).toBe(true);
});

it('nothing loads the browser before a drawing is due', () => {
  const loads = readFileSync(join(ROOT, 'src/generate/generate.ts'), 'utf8');
  expect(loads).toContain("await import('../diagrams/render-browser.ts')");
  expect(loads).not.toMatch(/^import .*render-browser/m);
});

it('--watch follows changes, tells of mistakes, and goes on', async () => {
  const root = project();
  await generate(root, TEXTS);
  const seen: string[] = [];
  const waiting: (() => void)[] = [];
  const note = (line: string) => {
    seen.push(line);
    waiting.shift()?.();
  };
  const next = () => new Promise<void>((resolve) => waiting.push(resolve));
  const stop = new AbortController();
  const started = next();
  const ended = watch(
    root,
    TEXTS,
    {
      onReport: ({ written }) => note(`wrote ${written.join(' ')}`),
      onProblems: ([problem]) => note(`problem ${problem?.place?.file}`),
    },
    stop.signal,
  );
  await started;
  const steps: [string, (text: string) => string][] = [
    [INVENTORY, (text) => text.replace('size_gib: 10,', 'size_gib: 11,')],
    [INVENTORY, (text) => text.replace('title: Small site', 'title: [')],
    [INVENTORY, (text) => text.replace('title: [', 'title: Small site')],
    ['content/configs/nginx.liquid', (text) => `# first\n${text}`],
  ];
  for (const [path, change] of steps) {
    const told = next();
    edit(root, path, change);
    await told;
  }
  stop.abort();
  await ended;
  expect(seen).toEqual([
    'wrote ',
    'wrote content/diagrams/storage.mmd',
    `problem ${INVENTORY}`,
    'wrote ',
    `wrote ${CONFIG}`,
  ]);
});
