/**
 * A block's text for one target: the one function that the site and the CLI both call,
 * so that what is read is what runs.
 */
import type { Inventory } from '../inventory/schema.ts';
import type { Place } from '../problem/problem.ts';
import type { Block, Runbook } from '../runbook/model.ts';
import { type Rendered, render } from '../template/template.ts';
import { templateContext } from '../views/context.ts';
import { gapHint } from './gap-hint.ts';

/** What a block's templates may name. */
export interface BlockScope {
  readonly inventory: Inventory;
  /** A host or a switch. Absent outside a target, as in a parameter's default for the whole run. */
  readonly host?: string;
  readonly params: Readonly<Record<string, string>>;
  /** By name. Give `secretPlaceholders(runbook)` where no secret may be shown. */
  readonly secrets?: Readonly<Record<string, string>>;
}

/** The text of a block for one target. */
export function renderBlock(block: Pick<Block, 'text' | 'textPlace'>, scope: BlockScope): Rendered {
  return renderText(block.text, block.textPlace, scope);
}

/** Any other template of a runbook: a path, an answer, a default, an invariant. */
export function renderText(text: string, place: Place, scope: BlockScope): Rendered {
  // Most lines of a command name nothing.
  if (!text.includes('{{')) return { ok: true, text };
  const { inventory, host, params, secrets = {} } = scope;
  const context = { ...templateContext(inventory, host), params, secrets };
  return render(text, context, place, { explain: (path) => gapHint(path, inventory, host) });
}

/** `‹secret:name›` for each secret: what plans, pages and hashes hold instead. */
export function secretPlaceholders(runbook: Pick<Runbook, 'secrets'>): Record<string, string> {
  return Object.fromEntries(runbook.secrets.map(({ name }) => [name, `‹secret:${name}›`]));
}
