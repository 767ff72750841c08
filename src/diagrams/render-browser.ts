/**
 * Mermaid text → SVG, in one headless browser for all diagrams.
 *
 * The only file that knows Mermaid, which is loaded when there is something to render.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright';
import { type Problem, ProblemError } from '../problem/problem.ts';
import { launchChromium } from './chromium-browser.ts';
import { MERMAID_CONFIG } from './mermaid-config.ts';
import { prune } from './prune-browser.ts';
import { drawingId, finishSvg } from './svg.ts';

/** Not named `require`: the CLI's bundle declares that one. */
const packages = createRequire(import.meta.url);

export interface RenderInput {
  readonly name: string;
  readonly mermaid: string;
  /** File that the text stands in, for problems. */
  readonly file: string;
}

/**
 * Renders diagrams in one browser.
 * @param browserPath the browser to use; otherwise `RUNBOOK_CHROMIUM`, then the usual places.
 * @returns SVG text by name.
 * @throws ProblemError when there is no browser, or with every diagram that Mermaid refuses.
 */
export async function renderDiagrams(
  inputs: readonly RenderInput[],
  browserPath?: string,
): Promise<ReadonlyMap<string, string>> {
  if (inputs.length === 0) return new Map();
  const browser = await launchChromium(
    'diagrams are drawn',
    browserPath ?? process.env.RUNBOOK_CHROMIUM,
  );
  try {
    const page = await browser.newPage();
    await prepare(page);
    return await renderAll(page, inputs);
  } finally {
    await browser.close();
  }
}

/** Mermaid and its font in an empty page, without a request. */
async function prepare(page: Page): Promise<void> {
  const font = readFileSync(
    packages.resolve('@fontsource-variable/inter/files/inter-latin-wght-normal.woff2'),
  );
  const face = `@font-face { font-family: 'Inter Variable'; font-weight: 100 900;
    src: url(data:font/woff2;base64,${font.toString('base64')}) format('woff2'); }`;
  await page.setContent(`<style>${face}</style><p style="font-family:'Inter Variable'">.</p>`);
  // A bundler may wrap the functions that we send in calls of `__name`.
  await page.addScriptTag({ content: 'globalThis.__name ??= (value) => value' });
  await page.addScriptTag({ path: packages.resolve('mermaid/dist/mermaid.min.js') });
  await page.evaluate(async (config) => {
    const scope = globalThis as unknown as BrowserScope;
    await scope.document.fonts.load("15px 'Inter Variable'");
    await scope.document.fonts.load("600 15px 'Inter Variable'");
    scope.mermaid.initialize(config);
  }, MERMAID_CONFIG as object);
  await page.addScriptTag({ content: `globalThis.prune = ${prune.toString()}` });
}

interface BrowserScope {
  document: { fonts: { load(font: string): Promise<unknown> } };
  prune: typeof prune;
  mermaid: {
    initialize(config: object): void;
    render(id: string, text: string): Promise<{ svg: string }>;
  };
}

type Drawn = { name: string; svg: string } | { name: string; error: string };

async function renderAll(
  page: Page,
  inputs: readonly RenderInput[],
): Promise<ReadonlyMap<string, string>> {
  const drawings = inputs.map((input) => ({ ...input, id: drawingId(input.name) }));
  const drawn: Drawn[] = await page.evaluate(async (all) => {
    const scope = globalThis as unknown as BrowserScope;
    const results: Drawn[] = [];
    for (const { name, id, mermaid } of all) {
      try {
        const { svg } = await scope.mermaid.render(id, mermaid);
        results.push({ name, svg: scope.prune(svg) });
      } catch (error) {
        results.push({ name, error: String((error as Error).message ?? error) });
      }
    }
    return results;
  }, drawings);
  const problems = drawn.flatMap((one, index) =>
    'error' in one ? [refused(inputs[index] as RenderInput, one.error)] : [],
  );
  if (problems.length > 0) throw new ProblemError(problems);
  return new Map(drawn.flatMap((one) => ('svg' in one ? [[one.name, finishSvg(one.svg)]] : [])));
}

/** Mermaid's own message: its first line says where, the others show the text. */
function refused(input: RenderInput, message: string): Problem {
  const line = Number(/line (\d+)/.exec(message)?.[1] ?? 1);
  return {
    rule: 'diagram-syntax',
    severity: 'error',
    message: `Mermaid can't draw the diagram "${input.name}"`,
    place: { file: input.file, line, column: 1 },
    actual: message.split('\n').slice(0, 4).join(' ⏎ '),
    hint: 'the text is generated: a name in the inventory may hold a sign that Mermaid takes as its own',
  };
}
