/** Every shell block of every runbook, rendered for every target, parses in its shell. */
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { renderConfigs } from '../../src/configs/configs.ts';
import { loadInventory } from '../../src/inventory/load-fs.ts';
import { deviceConfigs } from '../../src/plan/render-block.ts';
import { blockVariants } from '../../src/plan/variants.ts';
import { ProblemError } from '../../src/problem/problem.ts';
import { loadRunbooks } from '../../src/runbook/load-fs.ts';
import type { Block, Runbook } from '../../src/runbook/model.ts';

const ROOT = join(import.meta.dirname, '../..');
const { inventory } = loadInventory(ROOT);
const { runbooks } = loadRunbooks(ROOT);

const COMMANDS = ['run', 'check', 'verify', 'undo'];

function renderedConfigs() {
  const templates = globSync('content/configs/*.{liquid,yaml}', { cwd: ROOT });
  const rendered = renderConfigs(
    inventory,
    templates.map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') })),
  );
  if (!rendered.ok) throw new ProblemError(rendered.problems);
  return deviceConfigs(rendered.files);
}

const CONFIGS = renderedConfigs();

function isShell(block: Block): boolean {
  const runs = COMMANDS.includes(block.role) || block.role === 'put';
  return runs && ['bash', 'sh'].includes(block.lang);
}

/** What the block's shell says of its texts without running them. */
function complaints(block: Block, runbook: Runbook): string[] {
  return blockVariants(block, runbook, inventory, CONFIGS).flatMap(({ text, hosts }) => {
    const { status, stderr } = spawnSync(block.lang, ['-n'], { input: text, encoding: 'utf8' });
    return status === 0 ? [] : [`${hosts[0]}: ${stderr}`];
  });
}

describe.each(runbooks.map((runbook) => [runbook.name, runbook] as const))('%s', (_, runbook) => {
  const blocks = runbook.blocks.filter(isShell);
  it.runIf(blocks.length > 0)('has blocks that their shells can read', () => {
    expect(blocks.flatMap((block) => complaints(block, runbook))).toEqual([]);
  });
});
