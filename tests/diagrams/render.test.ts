/** In a real browser, when there is one. */
import { existsSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { linkedSvg } from '../../src/diagrams/links.ts';
import { renderDiagrams } from '../../src/diagrams/render-browser.ts';
import { diagramSources } from '../../src/diagrams/sources.ts';
import { parseInventory } from '../../src/inventory/parse.ts';
import { ProblemError } from '../../src/problem/problem.ts';
import { small } from '../fixtures/inventories.ts';

vi.setConfig({ testTimeout: 60_000 });

const browser = [process.env.RUNBOOK_CHROMIUM, '/usr/bin/chromium'].find(
  (path) => path !== undefined && existsSync(path),
);
const inputs = diagramSources(small).map(({ name, mermaid }) => ({
  name,
  mermaid,
  file: `content/diagrams/${name}.mmd`,
}));

const parsed = parseInventory([
  {
    path: 'content/inventory/lab.yaml',
    text: 'title: Lab\nhosts: { web1.example.org: { nics: { eth0: {} }, bridges: { br0: {} } } }\n',
  },
]);
if (!parsed.ok) throw new ProblemError(parsed.problems);
const dotted = parsed.loaded.inventory;

/** The text of a drawing, in its order. */
function words(svg: string): string {
  return svg.replace(/<style>.*?<\/style>/gs, '').replace(/<[^>]+>/g, '');
}

describe.skipIf(!browser)(`drawing${browser ? '' : ' (skipped: needs Chromium)'}`, () => {
  it('is the same in two browsers, with odd signs as they are', async () => {
    const [once, again] = await Promise.all([
      renderDiagrams(inputs, browser),
      renderDiagrams(inputs, browser),
    ]);
    expect([...once.keys()]).toEqual(inputs.map(({ name }) => name));
    expect(again).toEqual(once);
    expect(words(once.get('physical') ?? '')).toContain('Node "A" #1 [rack; &lt;left&gt;]');
    const ids = [...(once.get('physical') ?? '').matchAll(/ id="([^"]+)"/g)].map(([, one]) => one);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.every((one) => one?.includes('diagram-physical'))).toBe(true);
  });

  it('is made of a device whose name has dots, and its boxes are links', async () => {
    const name = 'network-web1.example.org';
    const { mermaid, parts } = diagramSources(dotted).find((one) => one.name === name)!;
    const drawn = await renderDiagrams([{ name, mermaid, file: `${name}.mmd` }], browser);
    const svg = linkedSvg(drawn.get(name) ?? '', name, parts);
    expect(svg).toContain('href="/inventory/hosts/web1.example.org/#port-eth0"');
  });

  it('names the diagrams that Mermaid refuses, all of them', async () => {
    const bad = ['one', 'two'].map((name) => ({
      name,
      mermaid: 'flowchart LR\n  a["x" --> b\n',
      file: `content/diagrams/${name}.mmd`,
    }));
    const error = await renderDiagrams([...bad, inputs[0]!], browser).catch((one) => one);
    expect(error).toBeInstanceOf(ProblemError);
    expect((error as ProblemError).problems.map(({ rule, place }) => [rule, place?.file])).toEqual([
      ['diagram-syntax', 'content/diagrams/one.mmd'],
      ['diagram-syntax', 'content/diagrams/two.mmd'],
    ]);
    expect((error as Error).message).not.toMatch(/\bat .*\.js:\d+/);
  });
});

describe('without a browser', () => {
  it('says how to get one', async () => {
    await expect(renderDiagrams(inputs, '/nowhere/chromium')).rejects.toThrow(
      /none was found[\s\S]*\/nowhere\/chromium[\s\S]*apt-get install chromium/,
    );
  });

  it('says so when it is not one', async () => {
    await expect(renderDiagrams(inputs, '/bin/false')).rejects.toThrow(
      /error: the browser \/bin\/false doesn't start \[browser-failed\]/,
    );
  });

  it('draws nothing when there is nothing to draw', async () => {
    expect(await renderDiagrams([], '/nowhere/chromium')).toEqual(new Map());
  });
});
