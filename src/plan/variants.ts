/** A block as a page shows it: one text for the targets that share it, another for those that don't. */
import type { Inventory } from '../inventory/schema.ts';
import { type Place, type Problem, ProblemError } from '../problem/problem.ts';
import type { Block, Param, Runbook, Step } from '../runbook/model.ts';
import { blocksOf } from './hash.ts';
import { paramExample, paramPlaceholder } from './param-types.ts';
import { resolveParams } from './params.ts';
import {
  type BlockScope,
  type DeviceConfigs,
  renderBlock,
  renderText,
  secretPlaceholders,
} from './render-block.ts';
import { outputsFor } from './step-outputs.ts';
import { resolveSelector } from './targets.ts';

/** Targets on which a block reads the same. */
export interface BlockVariant {
  readonly hosts: readonly string[];
  readonly text: string;
  /** `put`: the path on those targets. */
  readonly path?: string;
}

/**
 * The texts of a block, grouped by identical rendering, in the order of its targets.
 *
 * Parameters have their defaults; without one, `‹name›` stands for the value. Secrets
 * are always `‹secret:name›`.
 * @throws ProblemError with all that can't be rendered, or when no target is known.
 */
export function blockVariants(
  block: Block,
  runbook: Runbook,
  inventory: Inventory,
  configs?: DeviceConfigs,
): BlockVariant[] {
  const step = stepOf(block, runbook);
  const subject = { block, step, runbook, inventory, configs };
  const variants = new Map<string, { hosts: string[]; text: string; path?: string }>();
  const problems: Problem[] = [];
  for (const host of targetsOf(subject)) {
    const shown = showBlock(subject, host);
    if ('problems' in shown) {
      problems.push(...shown.problems);
      continue;
    }
    const key = `${shown.path ?? ''}\0${shown.text}`;
    const variant = variants.get(key) ?? { hosts: [], ...shown };
    variant.hosts.push(host);
    variants.set(key, variant);
  }
  if (problems.length > 0) throw new ProblemError(problems);
  return [...variants.values()];
}

function stepOf(block: Block, runbook: Runbook): Step | undefined {
  return runbook.steps.find((candidate) =>
    blocksOf(candidate).some((own) => samePlace(own.place, block.place)),
  );
}

/** The targets of the step that a block belongs to. */
function targetsOf({ block, step, runbook, inventory }: Subject): readonly string[] {
  const place = step?.onPlace ?? block.place;
  const selected = resolveSelector(step?.on ?? runbook.targets, inventory, place);
  if (!selected.ok) throw new ProblemError(selected.problems);
  return selected.hosts;
}

function samePlace(a: Place, b: Place): boolean {
  return a.line === b.line && a.column === b.column;
}

type Shown = { text: string; path?: string } | { problems: readonly Problem[] };

interface Subject {
  readonly block: Block;
  readonly step: Step | undefined;
  readonly runbook: Runbook;
  readonly inventory: Inventory;
  readonly configs?: DeviceConfigs;
}

/**
 * With placeholders where it can be; a template that looks something up by a parameter
 * (`hosts[params.node].address`) needs a value that exists: then with an example.
 */
function showBlock(subject: Subject, host: string): Shown {
  const first = renderWith(subject, host, paramPlaceholder);
  if (!('problems' in first)) return first;
  const second = renderWith(subject, host, (param) => paramExample(param, subject.inventory));
  return 'problems' in second ? first : second;
}

function renderWith(subject: Subject, host: string, missing: (param: Param) => string): Shown {
  const { block, step, runbook, inventory, configs } = subject;
  const params = resolveParams({ runbook, inventory, host, given: {}, missing, configs });
  if (params.problems.length > 0) return { problems: params.problems };
  const secrets = secretPlaceholders(runbook);
  const outputs = step && outputsFor(runbook, step);
  const scope: BlockScope = { inventory, host, params: params.values, secrets, configs, outputs };
  const text = renderBlock(block, scope);
  if (!text.ok) return { problems: text.problems };
  const { path, pathPlace } = block.options;
  if (path === undefined) return { text: text.text };
  const where = renderText(path, pathPlace ?? block.place, scope);
  return where.ok ? { text: text.text, path: where.text } : { problems: where.problems };
}
