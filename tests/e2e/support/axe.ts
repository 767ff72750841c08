/** axe in a page: its script is given to a whole context once, not to each page and frame anew. */
import axe from 'axe-core';
import type { BrowserContext, Page } from 'playwright';

export async function addAxe(context: BrowserContext): Promise<void> {
  // Not `define`d: the page may have a loader of its own.
  await context.addInitScript({ content: `{ const module = undefined; ${axe.source} }` });
}

/** What breaks a rule: of all of WCAG 2.2 A and AA and axe's best practices, or of some rules. */
export function violations(page: Page, only?: readonly string[]): Promise<string[]> {
  return page.evaluate(async (rules) => {
    const { axe: checker } = window as unknown as { axe: Axe };
    const { violations: found } = await checker.run(document, {
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
