/**
 * Runbooks as the site shows them: each block with its text for each target, rendered by
 * the function that the plan uses. Plain data, computed before the pages are compiled.
 */
import type { Inventory } from '../inventory/schema.ts';
import { resolveParams } from '../plan/params.ts';
import type { DeviceConfigs } from '../plan/render-block.ts';
import { planHash, shownPlan } from '../plan/shown.ts';
import { resolveSelector } from '../plan/targets.ts';
import { type BlockVariant, blockVariants } from '../plan/variants.ts';
import { type Problem, ProblemError } from '../problem/problem.ts';
import type { Block, BlockOptions, BlockRole, Param, Runbook, Secret } from '../runbook/model.ts';
import { shownLang } from './languages.ts';
import { type ChecklistItem, checklist } from './manual.ts';
import type { StepRun } from './runbook/evidence.ts';
import { findingsAbout, subjectsOf } from './runbook/findings.ts';
import { type SiteStep, siteStep } from './runbook/step.ts';

export interface SiteVariant extends BlockVariant {
  /** What a person ticks, in a manual block. */
  readonly items?: readonly ChecklistItem[];
}

export interface SiteBlock {
  readonly role: BlockRole;
  readonly lang: string;
  readonly options: BlockOptions;
  /** Id of the step that the block belongs to. */
  readonly step: string;
  /** Line of the opening fence: what ties the block to its place in the page. */
  readonly line: number;
  readonly variants: readonly SiteVariant[];
}

export interface SiteParam extends Pick<Param, 'name' | 'type' | 'description' | 'pattern'> {
  /** The default; as its template when it depends on the target. Undefined: a value must be given. */
  readonly default?: string;
}

export interface SiteRunbook
  extends Pick<
    Runbook,
    'name' | 'file' | 'title' | 'description' | 'targets' | 'order' | 'historical'
  > {
  /** What `targets` stands for. */
  readonly hosts: readonly string[];
  readonly params: readonly SiteParam[];
  readonly secrets: readonly Pick<Secret, 'name' | 'description' | 'env'>[];
  readonly invariants: readonly string[];
  readonly steps: readonly SiteStep[];
  readonly blocks: readonly SiteBlock[];
  /** Of the commands as the page shows them: tells whether a built page is today's. */
  readonly planHash: string;
  /** Known inconsistencies of the inventory about what it targets or names. */
  readonly findings: readonly Problem[];
  /** By step: its last run on each host, as far as the build was given journals. */
  readonly runs: Readonly<Record<string, readonly StepRun[]>>;
}

export type BuiltRunbook =
  | { readonly ok: true; readonly runbook: SiteRunbook }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** What is known about a runbook that isn't in its file. */
export interface RunbookSurroundings {
  readonly findings?: readonly Problem[];
  readonly runsOf?: (runbook: Runbook, hosts: readonly string[]) => SiteRunbook['runs'];
}

/** A runbook with everything rendered, or all the problems of its templates and selectors. */
export function siteRunbook(
  runbook: Runbook,
  inventory: Inventory,
  configs: DeviceConfigs,
  { findings = [], runsOf = () => ({}) }: RunbookSurroundings = {},
): BuiltRunbook {
  const problems: Problem[] = [];
  const attempt = <T>(value: () => T, otherwise: T): T => {
    try {
      return value();
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      problems.push(...error.problems);
      return otherwise;
    }
  };
  const hosts = (selector: string, block: Pick<Block, 'place'> | undefined): readonly string[] => {
    const selected = resolveSelector(selector, inventory, block?.place);
    if (selected.ok) return selected.hosts;
    problems.push(...selected.problems);
    return [];
  };
  const steps = runbook.steps.map((step, index) =>
    siteStep(step, index + 1, hosts(step.on, step.action)),
  );
  const all = [...new Set(steps.flatMap((step) => step.hosts))];
  const blocks = runbook.blocks.map((block) => ({
    role: block.role,
    lang: shownLang(block.lang),
    options: block.options,
    step: stepOf(runbook, block),
    line: block.place.line,
    variants: attempt(() => blockVariants(block, runbook, inventory, configs), []).map((variant) =>
      block.role === 'manual' ? { ...variant, items: checklist(variant.text) } : variant,
    ),
  }));
  const plan = shownPlan(runbook, inventory, configs);
  const built: SiteRunbook = {
    name: runbook.name,
    file: runbook.file,
    title: runbook.title,
    description: runbook.description,
    targets: runbook.targets,
    order: runbook.order,
    historical: runbook.historical,
    hosts: runbook.targets === '' ? [] : hosts(runbook.targets, undefined),
    params: siteParams(runbook, inventory, configs),
    secrets: runbook.secrets.map(({ name, description, env }) => ({ name, description, env })),
    invariants: runbook.invariants.map(({ text }) => text),
    steps,
    blocks,
    planHash: plan.ok ? planHash(plan.plan) : '',
    findings: findingsAbout(findings, subjectsOf(runbook, all, inventory), inventory),
    runs: runsOf(runbook, all),
  };
  return problems.length > 0
    ? { ok: false, problems: distinct(problems) }
    : { ok: true, runbook: built };
}

function stepOf(runbook: Runbook, block: Block): string {
  const before = runbook.steps.filter((step) => step.place.line < block.place.line);
  return before.at(-1)?.id ?? '';
}

/** Defaults that need no target are shown as they come out of the inventory. */
function siteParams(runbook: Runbook, inventory: Inventory, configs: DeviceConfigs): SiteParam[] {
  const { values, problems } = resolveParams({
    ...{ runbook, inventory, configs },
    given: {},
    missing: () => '',
  });
  return runbook.params.map(({ name, type, description, pattern, default: template }) => {
    const failed = problems.length > 0 && template?.includes('{{');
    const shown = template === undefined || failed ? template : values[name];
    return { name, type, description, pattern, ...(shown === undefined ? {} : { default: shown }) };
  });
}

function distinct(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}
