/** Sections with their blocks → steps: one action each, with an identity of its own. */
import { formatPlace, type Place, type Problem } from '../problem/problem.ts';
import { answerProblems, contentProblems } from './content.ts';
import { guardProblems } from './guard-rules.ts';
import type { ActionBlock, ActionRole, Block, BlockRole, Step } from './model.ts';

/** A section whose fences have been read. */
export interface BlockSection {
  readonly title: string;
  readonly depth: number;
  readonly place: Place;
  readonly blocks: readonly Block[];
}

/** The runbook's default selector; `on` is empty when it has none. */
export interface Targets {
  readonly on: string;
  readonly place?: Place;
}

export interface StepsResult {
  readonly steps: readonly Step[];
  readonly problems: readonly Problem[];
}

const ACTIONS: readonly BlockRole[] = ['run', 'put', 'manual'];
/** Blocks that say something about the output of a command: they need one. */
const OUTPUT_ROLES: readonly BlockRole[] = ['expect', 'answer'];

/** The steps of a page, and all that is wrong with how its blocks are put together. */
export function findSteps(sections: readonly BlockSection[], targets: Targets): StepsResult {
  const results = sections
    .filter((section) => section.blocks.length > 0)
    .map((section) => toStep(section, targets));
  const steps = results.flatMap(({ step }) => (step ? [step] : []));
  return {
    steps,
    problems: [...results.flatMap(({ problems }) => problems), ...repeatedIds(steps)],
  };
}

function toStep(section: BlockSection, targets: Targets): { step?: Step; problems: Problem[] } {
  if (section.depth < 2) return { problems: section.blocks.map(outsideSection) };
  const [action, ...more] = section.blocks.filter((block) => ACTIONS.includes(block.role));
  if (!action) return { problems: section.blocks.map((block) => withoutAction(block, section)) };
  const others = section.blocks.filter((block) => !ACTIONS.includes(block.role));
  const problems = [
    ...more.map((block) => secondAction(block, action)),
    ...repeatedRoles(others),
    ...others.flatMap((block) => needsCommand(block, action)),
    ...section.blocks.flatMap(contentProblems),
    ...answerProblems(others.find((block) => block.role === 'answer')),
    ...guardProblems(action, others),
    ...withoutTargets(action, targets),
    ...withoutId(action, section),
  ];
  return { step: assemble(section, action as ActionBlock, others, targets), problems };
}

function assemble(
  section: BlockSection,
  action: ActionBlock,
  others: readonly Block[],
  targets: Targets,
): Step {
  const byRole = Object.fromEntries(others.map((block) => [block.role, block])) as Partial<
    Record<Exclude<BlockRole, ActionRole>, Block>
  >;
  const onPlace = action.options.onPlace ?? targets.place;
  return {
    id: action.options.id ?? '',
    title: section.title,
    place: section.place,
    action,
    ...byRole,
    on: action.options.on ?? targets.on,
    ...(onPlace === undefined ? {} : { onPlace }),
  };
}

function problem(rule: string, message: string, place: Place, hint?: string): Problem {
  return { rule, severity: 'error', message, place, ...(hint === undefined ? {} : { hint }) };
}

function outsideSection(block: Block): Problem {
  const message = `this ${block.role} block stands before any section`;
  return problem('step-section', message, block.place, 'put a "## …" heading above it');
}

function withoutAction(block: Block, section: BlockSection): Problem {
  const message = `the section "${section.title}" has a ${block.role} block, but no action`;
  const hint = 'add a run, put= or manual block, or move this one to the section of its action';
  return problem('step-action', message, block.place, hint);
}

function secondAction(block: Block, first: Block): Problem {
  const message = `this section has an action already (${first.role}, at ${formatPlace(first.place)})`;
  return problem('step-action', message, block.place, 'begin another step with a "###" heading');
}

function repeatedRoles(blocks: readonly Block[]): Problem[] {
  return blocks.flatMap((block, index) => {
    const first = blocks.findIndex((other) => other.role === block.role);
    if (first === index) return [];
    const message = `this section has a ${block.role} block already (${formatPlace((blocks[first] as Block).place)})`;
    return [problem('step-role', message, block.place, 'write both in one block')];
  });
}

function needsCommand(block: Block, action: Block): Problem[] {
  if (action.role === 'run' || !OUTPUT_ROLES.includes(block.role)) return [];
  const message = `${block.role} concerns the output of a command, and this step's action is ${action.role}`;
  return [problem('step-role', message, block.place)];
}

function withoutTargets(action: Block, targets: Targets): Problem[] {
  if (action.options.on !== undefined || targets.on !== '') return [];
  const hint = 'give on= here, or "targets:" in the frontmatter';
  return [problem('step-targets', 'this step has no target', action.place, hint)];
}

function withoutId(action: Block, section: BlockSection): Problem[] {
  if (action.options.id !== undefined) return [];
  const hint = `add for example id=${slug(section.title)}; it stays when the title changes`;
  return [problem('step-id', `the step "${section.title}" has no id`, action.place, hint)];
}

function repeatedIds(steps: readonly Step[]): Problem[] {
  return steps.flatMap((step, index) => {
    const first = steps.findIndex((other) => other.id === step.id);
    if (step.id === '' || first === index) return [];
    const at = formatPlace((steps[first] as Step).action.place);
    const hint = 'the id is the identity of a step: give it another';
    const { place } = step.action;
    return [problem('step-id', `the id "${step.id}" is taken already (${at})`, place, hint)];
  });
}

/** `Créer le cluster` → `creer-le-cluster`. */
function slug(title: string): string {
  const plain = title.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '') || 'step';
}
