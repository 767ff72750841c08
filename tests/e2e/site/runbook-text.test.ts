/** What is read is what runs: each block of each runbook's page is the text of the plan. */
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Plan, PlannedStep } from '../../../src/plan/model.ts';
import { loadRunbooks } from '../../../src/runbook/load-fs.ts';
import { hasChromium, launch } from '../support/browser.ts';
import { planOf } from '../support/plans.ts';
import { buildIfMissing, ROOT, type ServedSite, serveSite } from '../support/site.ts';

buildIfMissing();

const { runbooks } = loadRunbooks(ROOT);

/** `step role host` → the text of the plan. */
function planned(plan: Plan): Map<string, string> {
  const texts = new Map<string, string>();
  for (const step of plan.steps) {
    for (const [role, text] of Object.entries(textsOf(step))) {
      if (text !== undefined) texts.set(`${step.id} ${role} ${step.host}`, text);
    }
  }
  return texts;
}

function textsOf(step: PlannedStep): Record<string, string | undefined> {
  const { action } = step;
  return {
    run: action.kind === 'run' ? action.command.script : undefined,
    put:
      action.kind === 'put'
        ? `${action.file.path}\n${action.file.content.replace(/\n$/, '')}`
        : undefined,
    manual: action.kind === 'manual' ? action.items.join('\n') : undefined,
    check: step.check?.script,
    verify: step.verify?.script,
    undo: step.undo?.script,
    expect: step.expect?.join('\n'),
    answer:
      action.kind === 'run' && action.answers.length > 0
        ? action.answers.map(({ prompt, reply }) => `${prompt} => ${reply}`).join('\n')
        : undefined,
  };
}

/** `step role host` → the text on the page, and what its copy button gives. */
function displayed(page: Page): Promise<[string, { text: string; copied: string | null }][]> {
  return page.evaluate(() => {
    const read = (element: Element) => {
      const items = [...element.querySelectorAll<HTMLElement>('[data-item]')];
      const title = element.querySelector('.header .title')?.textContent;
      const prefix = title ? `${title}\n` : '';
      const lines = [...element.querySelectorAll('.ec-line .code')].map(
        (line) => line.textContent?.replace(/\n$/, '') ?? '',
      );
      const copied = element.querySelector<HTMLElement>('.expressive-code [data-code]')?.dataset
        .code;
      return {
        text:
          prefix + (items.length > 0 ? items.map((item) => item.dataset.item) : lines).join('\n'),
        copied: copied === undefined ? null : prefix + copied.replaceAll('\x7F', '\n'),
      };
    };
    return [...document.querySelectorAll<HTMLElement>('.step-block')].flatMap((block) => {
      const key = (host: string) => `${block.dataset.step} ${block.dataset.role} ${host}`;
      return [...block.querySelectorAll<HTMLElement>('.variant')].flatMap((variant) =>
        (variant.dataset.hosts ?? '')
          .split(' ')
          .map((host) => [key(host), read(variant)] as [string, ReturnType<typeof read>]),
      );
    });
  });
}

describe.skipIf(!hasChromium)('the text of a runbook', () => {
  let browser: Browser;
  let site: ServedSite;

  beforeAll(async () => {
    [browser, site] = await Promise.all([launch(), serveSite()]);
  });
  afterAll(() => Promise.all([browser?.close(), site?.close()]));

  it.each(runbooks.map((runbook) => [runbook.name, runbook] as const))(
    '%s',
    async (name, runbook) => {
      const page = await browser.newPage();
      await page.goto(`${site.origin}/runbooks/${name}/`);
      const shown = new Map(await displayed(page));
      await page.close();
      const expected = planned(planOf(runbook));
      expect(expected.size).toBeGreaterThan(0);
      for (const [key, text] of expected) {
        const block = shown.get(key);
        expect(block?.text, key).toBe(text);
        if (!key.includes(' manual ')) expect(block?.copied, `copied: ${key}`).toBe(text);
      }
      const blocks = new Set([...shown.keys()].map((key) => key.replace(/ [^ ]+$/, '')));
      expect(blocks.size, 'each block of the runbook is on the page').toBe(runbook.blocks.length);
    },
  );
});
