/** The plan of each real runbook, as its page shows it. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderConfigs } from '../../../src/configs/configs.ts';
import { loadInventory } from '../../../src/inventory/load-fs.ts';
import type { Plan } from '../../../src/plan/model.ts';
import { deviceConfigs } from '../../../src/plan/render-block.ts';
import { shownPlan } from '../../../src/plan/shown.ts';
import type { Runbook } from '../../../src/runbook/model.ts';
import { CONFIG_TEMPLATES } from '../../../src/site/paths.ts';
import { ROOT } from './site.ts';

const { inventory } = loadInventory(ROOT);

export function planOf(runbook: Runbook): Plan {
  const templates = globSync([...CONFIG_TEMPLATES], { cwd: ROOT }).map((path) => ({
    path,
    text: readFileSync(join(ROOT, path), 'utf8'),
  }));
  const rendered = renderConfigs(inventory, templates);
  const configs = deviceConfigs(rendered.ok ? rendered.files : []);
  const shown = shownPlan(runbook, inventory, configs);
  if (!shown.ok) throw new Error(shown.problems.map(({ message }) => message).join('\n'));
  return shown.plan;
}
