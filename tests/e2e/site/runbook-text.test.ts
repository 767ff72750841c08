/** What is read is what runs: each block of each runbook's page is the text of the plan. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderConfigs } from '../../../src/configs/configs.ts';
import { loadInventory } from '../../../src/inventory/load-fs.ts';
import type { Plan, PlannedStep } from '../../../src/plan/model.ts';
import { paramExample, paramPlaceholder } from '../../../src/plan/param-types.ts';
import { buildPlan } from '../../../src/plan/plan.ts';
import { deviceConfigs } from '../../../src/plan/render-block.ts';
import { loadRunbooks } from '../../../src/runbook/load-fs.ts';
import type { Runbook } from '../../../src/runbook/model.ts';
import { CONFIG_TEMPLATES } from '../../../src/site/paths.ts';
import { hasChromium, launch } from '../support/browser.ts';
import { buildIfMissing, ROOT, type ServedSite, serveSite } from '../support/site.ts';

buildIfMissing();

const { inventory } = loadInventory(ROOT);
const { runbooks } = loadRunbooks(ROOT);

function planOf(runbook: Runbook): Plan {
  const templates = globSync([...CONFIG_TEMPLATES], { cwd: ROOT }).map((path) => ({
    path,
    text: readFileSync(join(ROOT, path), 'utf8'),
  }));
  const rendered = renderConfigs(inventory, templates);
  const configs = deviceConfigs(rendered.ok ? rendered.files : []);
  const request = { runbook, inventory, params: {}, configs };
  const shown = buildPlan({ ...request, missingParam: paramPlaceholder });
  if (shown.ok) return shown.plan;
  const example = buildPlan({
    ...request,
    missingParam: (param) => paramExample(param, inventory),
  });
  if (!example.ok) throw new Error(example.problems.map(({ message }) => message).join('\n'));
  return example.plan;
}

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
      const copied = element.querySelector<HTMLElement>('.expressive-code [data-code]')?.dataset[
        'code'
      ];
      return {
        text:
          prefix +
          (items.length > 0 ? items.map((item) => item.dataset['item']) : lines).join('\n'),
        copied: copied === undefined ? null : prefix + copied.replaceAll('\x7F', '\n'),
      };
    };
    return [...document.querySelectorAll<HTMLElement>('.step-block')].flatMap((block) => {
      const key = (host: string) => `${block.dataset['step']} ${block.dataset['role']} ${host}`;
      const tabs = [...block.querySelectorAll('[role="tab"]')];
      const panels = [...block.querySelectorAll('[role="tabpanel"]')];
      if (tabs.length === 0) return [[key('*'), read(block)] as [string, ReturnType<typeof read>]];
      return tabs.flatMap((tab, index) =>
        (tab.textContent ?? '')
          .trim()
          .split(', ')
          .map((host) => [key(host), read(panels[index]!)] as [string, ReturnType<typeof read>]),
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
        const block = shown.get(key) ?? shown.get(key.replace(/ [^ ]+$/, ' *'));
        expect(block?.text, key).toBe(text);
        if (!key.includes(' manual ')) expect(block?.copied, `copied: ${key}`).toBe(text);
      }
      const blocks = new Set([...shown.keys()].map((key) => key.replace(/ [^ ]+$/, '')));
      expect(blocks.size, 'each block of the runbook is on the page').toBe(runbook.blocks.length);
    },
  );
});
