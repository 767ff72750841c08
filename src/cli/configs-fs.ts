/** Rendered configs, for the runbooks that write them: `{{ configs['nginx.conf'] }}`. */
import type { Inventory } from '../inventory/schema.ts';
import { type DeviceConfigs, deviceConfigs } from '../plan/render-block.ts';
import { ProblemError } from '../problem/problem.ts';
import type { Runbook } from '../runbook/model.ts';

/**
 * Configs by device and name; undefined when none of the runbooks names one, so that a
 * mistake in a config's template doesn't stop a procedure that has nothing to do with it.
 * @throws ProblemError when a template doesn't render
 */
export async function loadConfigs(
  root: string,
  inventory: Inventory,
  runbooks: readonly Runbook[],
): Promise<DeviceConfigs | undefined> {
  if (!runbooks.some(namesConfigs)) return undefined;
  const [{ renderConfigs }, { readTemplates }] = await Promise.all([
    import('../configs/configs.ts'),
    import('../generate/files-fs.ts'),
  ]);
  const rendered = renderConfigs(inventory, readTemplates(root));
  if (!rendered.ok) throw new ProblemError(rendered.problems);
  return deviceConfigs(rendered.files);
}

function namesConfigs({ blocks, params }: Runbook): boolean {
  const texts = [...blocks.map(({ text }) => text), ...params.map((param) => param.default ?? '')];
  return texts.some((text) => /\bconfigs\b/.test(text));
}
