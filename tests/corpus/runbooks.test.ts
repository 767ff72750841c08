/** The documentation is a test input: every real runbook parses, validates and plans. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { renderConfigs } from '../../src/configs/configs.ts';
import { readTemplates } from '../../src/generate/files-fs.ts';
import { loadInventory } from '../../src/inventory/load-fs.ts';
import { lintRunbook } from '../../src/plan/lint-runbook.ts';
import type { Plan, PlannedStep } from '../../src/plan/model.ts';
import { paramExample } from '../../src/plan/param-types.ts';
import { buildPlan } from '../../src/plan/plan.ts';
import { type DeviceConfigs, deviceConfigs } from '../../src/plan/render-block.ts';
import { blockVariants } from '../../src/plan/variants.ts';
import { formatProblem, type Problem } from '../../src/problem/problem.ts';
import { listRunbooks } from '../../src/runbook/list-fs.ts';
import { loadRunbooks } from '../../src/runbook/load-fs.ts';
import type { Block, Runbook } from '../../src/runbook/model.ts';

const ROOT = join(import.meta.dirname, '../..');
const { inventory } = loadInventory(ROOT);
const { runbooks, problems } = loadRunbooks(ROOT);
const configs = renderedConfigs();

function renderedConfigs(): DeviceConfigs {
  const rendered = renderConfigs(inventory, readTemplates(ROOT));
  if (!rendered.ok) throw new Error(texts(rendered.problems).join('\n'));
  return deviceConfigs(rendered.files);
}

function texts(found: readonly Problem[]): string[] {
  return found.map(formatProblem);
}

it('there are runbooks, all of them can be read, and the list agrees', () => {
  expect(texts(problems)).toEqual([]);
  expect(runbooks.length).toBeGreaterThan(0);
  const heads = runbooks.map(({ name, title, targets }) => ({
    name,
    title,
    targets,
    broken: false,
  }));
  expect(listRunbooks(ROOT)).toMatchObject(heads);
});

function planOf(runbook: Runbook): Plan {
  const missingParam = (param: Runbook['params'][number]) => paramExample(param, inventory);
  const result = buildPlan({ runbook, inventory, params: {}, configs, missingParam });
  if (!result.ok) throw new Error(texts(result.problems).join('\n'));
  return result.plan;
}

/** The text that a step runs, or writes, for one of its blocks; undefined for lists of pieces. */
function executed(step: PlannedStep, { role }: Block): string | undefined {
  if (role === 'run') return step.action.kind === 'run' ? step.action.command.script : undefined;
  if (role === 'put') return step.action.kind === 'put' ? step.action.file.content : undefined;
  if (role === 'check' || role === 'verify' || role === 'undo') return step[role]?.script;
  return role === 'expect' ? step.expect?.join('\n') : undefined;
}

describe.each(runbooks.map((runbook) => [runbook.name, runbook] as const))('%s', (_, runbook) => {
  it('is valid against the inventory', () => {
    expect(texts(lintRunbook(runbook, inventory, configs))).toEqual([]);
  });

  it('plans every step', () => {
    const planned = new Set(planOf(runbook).steps.map(({ id }) => id));
    expect([...planned].sort()).toEqual(runbook.steps.map(({ id }) => id).sort());
  });

  it('what is read is what runs: the page shows the very text of the plan', () => {
    const plan = planOf(runbook);
    const compared = runbook.steps.flatMap(({ id, action, check, verify, undo, expect: output }) =>
      [action, check, verify, undo, output].flatMap((block) => {
        if (!block || block.role === 'manual') return [];
        return blockVariants(block, runbook, inventory, configs).flatMap(({ hosts, text }) =>
          hosts.map((host) => {
            const step = plan.steps.find((one) => one.id === id && one.host === host);
            return { shown: shownText(block, text), runs: step && executed(step, block) };
          }),
        );
      }),
    );
    expect(compared.length).toBeGreaterThan(0);
    for (const { shown, runs } of compared) expect(runs).toBe(shown);
  });
});

/** A written file ends with a newline that the page has no line for. */
function shownText({ role }: Block, text: string): string {
  return role === 'put' && text !== '' ? `${text}\n` : text;
}
