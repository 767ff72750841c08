/** Steps of runbooks as documents, with their commands as they run. Pure. */
import type { Inventory } from '../../inventory/schema.ts';
import type { DeviceConfigs } from '../../plan/render-block.ts';
import { resolveSelector } from '../../plan/targets.ts';
import { blockVariants } from '../../plan/variants.ts';
import { ProblemError } from '../../problem/problem.ts';
import type { Block, Runbook, Step } from '../../runbook/model.ts';
import type { SourcedDocument } from '../document.ts';
import type { Page, Section } from '../mdx/page.ts';

/** Hosts that a step's texts are shown for: those of a thousand say the same again and again. */
const MOST_HOSTS = 20;
/** What its texts may come to. */
const MOST = 6000;

export interface StepContext {
  readonly runbook: Runbook;
  readonly inventory: Inventory;
  readonly configs: DeviceConfigs;
}

/** @param page that holds the runbook. */
export function stepDocuments(page: Page, context: StepContext): SourcedDocument[] {
  const { inventory } = context;
  const runbook = onFewHosts(context);
  return runbook.steps.flatMap((step) => {
    const section = page.sections.find((known) => isSectionOf(known, step));
    if (section === undefined) return [];
    const { place } = step;
    return {
      id: `${page.address}#step-${step.id}`,
      title: page.title,
      heading: section.heading,
      text: stepText(step, section, { ...context, runbook }, hostsOf(step, inventory)),
      kind: 'step' as const,
      file: place.file,
      line: place.line,
    };
  });
}

/** A step that has many targets, on the first of them. */
function onFewHosts({ runbook, inventory }: StepContext): Runbook {
  const steps = runbook.steps.map((step) => {
    const hosts = hostsOf(step, inventory);
    return hosts.length <= MOST_HOSTS
      ? step
      : { ...step, on: hosts.slice(0, MOST_HOSTS).join(',') };
  });
  return { ...runbook, steps };
}

/** Is this section the one of the step? */
export function isSectionOf({ line, heading }: Section, { place }: Step): boolean {
  return heading !== '' && line === place.line;
}

function stepText(
  step: Step,
  { prose }: Section,
  context: StepContext,
  hosts: readonly string[],
): string {
  const lines = new Set<string>();
  const blocks = context.runbook.blocks.filter((block) => belongs(block, step, context.runbook));
  let length = 0;
  for (const line of blocks.flatMap((block) => blockLines(block, context))) {
    if (length > MOST) break;
    if (lines.has(line)) continue;
    lines.add(line);
    length += line.length;
  }
  const about = [step.id, ...hosts].join(' · ');
  return [about, prose.trim(), ...lines].filter((one) => one !== '').join('\n');
}

function hostsOf(step: Step, inventory: Inventory): readonly string[] {
  const selected = resolveSelector(step.on, inventory, step.place);
  return selected.ok ? selected.hosts : [];
}

function belongs(block: Block, step: Step, { steps }: Runbook): boolean {
  const owner = steps.filter(({ place }) => place.line < block.place.line).at(-1);
  return owner === step;
}

/** As rendered for each target; as written where a template has an error. */
function blockLines(block: Block, { runbook, inventory, configs }: StepContext): string[] {
  try {
    const variants = blockVariants(block, runbook, inventory, configs);
    return variants.flatMap(({ text, path }) => [...(path ? [path] : []), ...text.split('\n')]);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return block.text.split('\n');
  }
}
