/**
 * A block's text for one target: the one function that the site and the CLI both call,
 * so that what is read is what runs.
 */
import type { Inventory } from '../inventory/schema.ts';
import type { Place } from '../problem/problem.ts';
import type { Block, Runbook } from '../runbook/model.ts';
import type { Explain } from '../template/errors.ts';
import { type Rendered, render } from '../template/template.ts';
import { templateContext } from '../views/context.ts';
import { gapHint } from './gap-hint.ts';
import { outputHint, outputsContext, type StepOutputs } from './step-outputs.ts';

/** What a block's templates may name. */
export interface BlockScope {
  readonly inventory: Inventory;
  /** A host or a switch. Absent outside a target, as in a parameter's default for the whole run. */
  readonly host?: string;
  readonly params: Readonly<Record<string, string>>;
  /** By name. Give `secretPlaceholders(runbook)` where no secret may be shown. */
  readonly secrets?: Readonly<Record<string, string>>;
  readonly configs?: DeviceConfigs;
  /** What `steps.<id>.<key>` may name. Absent where no step has been run yet. */
  readonly outputs?: StepOutputs;
}

/** Rendered configurations by device, then by name, without final newline: as a block's text. */
export type DeviceConfigs = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Rendered configuration files → `configs.<name>` for each device's own templates. */
export function deviceConfigs(
  files: readonly { readonly device: string; readonly name: string; readonly text: string }[],
): DeviceConfigs {
  const byDevice: Record<string, Record<string, string>> = {};
  for (const { device, name, text } of files) {
    const own = Object.hasOwn(byDevice, device) ? byDevice[device] : undefined;
    byDevice[device] = { ...own, [name]: text.replace(/\n$/, '') };
  }
  return byDevice;
}

/** The text of a block for one target. */
export function renderBlock(block: Pick<Block, 'text' | 'textPlace'>, scope: BlockScope): Rendered {
  return renderText(block.text, block.textPlace, scope);
}

/** Any other template of a runbook: a path, an answer, a default, an invariant. */
export function renderText(text: string, place: Place, scope: BlockScope): Rendered {
  // Most lines of a command name nothing.
  if (!text.includes('{{')) return { ok: true, text };
  const { inventory, host, params, secrets = {}, outputs } = scope;
  const configs = configsOf(scope);
  const steps = outputs && { steps: outputsContext(text, outputs) };
  const context = { ...templateContext(inventory, host), params, secrets, configs, ...steps };
  const explain: Explain = (path) =>
    path[0] === 'steps' ? outputHint(path, outputs) : gapHint(path, inventory, host);
  return render(text, context, place, { explain });
}

function configsOf({ configs, host }: BlockScope): Readonly<Record<string, string>> {
  const known = configs !== undefined && host !== undefined && Object.hasOwn(configs, host);
  return (known && configs[host]) || {};
}

/** `‹secret:name›` for each secret: what plans, pages and hashes hold instead. */
export function secretPlaceholders(runbook: Pick<Runbook, 'secrets'>): Record<string, string> {
  return Object.fromEntries(runbook.secrets.map(({ name }) => [name, `‹secret:${name}›`]));
}
