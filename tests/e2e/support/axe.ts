/** axe in a page: its script is given to a whole context once, not to each page and frame anew. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { BrowserContext, Page } from 'playwright';

const require = createRequire(createRequire(import.meta.url).resolve('@axe-core/playwright'));
const SOURCE = readFileSync(require.resolve('axe-core'), 'utf8');

export async function addAxe(context: BrowserContext): Promise<void> {
  // Not `define`d: the page may have a loader of its own.
  await context.addInitScript({ content: `{ const module = undefined; ${SOURCE} }` });
}

/** What breaks a rule: of all of WCAG 2.2 A and AA and axe's best practices, or of some rules. */
export function violations(page: Page, only?: readonly string[]): Promise<string[]> {
  return page.evaluate(async (rules) => {
    const { axe } = window as unknown as { axe: Axe };
    const { violations: found } = await axe.run(document, {
      resultTypes: ['violations'],
      ...(rules
        ? { runOnly: { type: 'rule', values: rules } }
        : { rules: { 'target-size': { enabled: true } } }),
    });
    return found.flatMap(({ id, nodes }) =>
      nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`),
    );
  }, only);
}

interface Axe {
  run(
    context: Document,
    options: object,
  ): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
}
