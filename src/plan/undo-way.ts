/** How one step is taken back: by its undo block, by what its host kept, or by a person. Pure. */
import type { MeantBlock } from '../journal/blocks.ts';
import type { StepState } from '../journal/state.ts';
import type { Place } from '../problem/problem.ts';
import { restoreScript } from './backup.ts';
import { shellLine } from './command.ts';
import type { PlannedAction, PlannedStep } from './model.ts';

/** How a step is taken back: by its `undo` block, by what the host kept, or by a person. */
export type UndoWay = 'command' | 'restore' | 'by-hand';

/** What takes a step back. */
interface Way {
  readonly way: UndoWay;
  readonly action: PlannedAction;
  /** Why it has to be done by hand. */
  readonly why?: string;
}

/**
 * How this step is taken back, and by what.
 * @param step today's, if the page still has it
 * @param run id of the run, under which its host keeps files
 */
export function wayBack(
  found: StepState,
  step: PlannedStep | undefined,
  { run, place }: { readonly run: string; readonly place: Place },
): Way {
  if (step?.undo)
    return { way: 'command', action: { kind: 'run', command: step.undo, answers: [] } };
  const file = fileOf(found, step);
  if (file) {
    const script = restoreScript(file.path, { run, step: found.step });
    const line = shellLine(script, { lang: 'sh', sudo: file.sudo });
    const does = `put ${file.path} back as it was before step ${found.step}`;
    const sudo = file.sudo && { sudo: true as const };
    const command = { script, line, lang: 'sh', does, place, ...sudo };
    return { way: 'restore', action: { kind: 'run', command, answers: [] } };
  }
  const why = reasonByHand(step);
  return { way: 'by-hand', why, action: { kind: 'manual', items: handItems(found, step, why) } };
}

/** What the run wrote: by its journal, else by today's page. */
function fileOf(
  { put }: StepState,
  step: PlannedStep | undefined,
): { readonly path: string; readonly sudo: boolean } | undefined {
  if (put) return { path: put.path, sudo: put.sudo ?? false };
  return step?.action.kind === 'put' ? step.action.file : undefined;
}

function reasonByHand(step: PlannedStep | undefined): string {
  if (!step) return 'the runbook no longer has it';
  return step.action.kind === 'manual' ? 'it was done by hand' : 'it has no undo block';
}

function handItems(
  { title, host }: StepState,
  step: PlannedStep | undefined,
  why: string,
): readonly string[] {
  const undo = `Take back “${title}” on ${host}: ${why}.`;
  if (step?.action.kind === 'manual')
    return [undo, ...step.action.items.map((item) => `What was done: ${item}`)];
  if (step?.action.kind === 'run') return [`${undo} It ran:\n${step.action.command.script}`];
  return [undo];
}

/** What takes a step back, with secrets by name. */
export function meantUndo(
  step: PlannedStep | undefined,
  way: UndoWay,
  action: PlannedAction,
): readonly MeantBlock[] {
  if (way === 'command') return step?.meant?.filter(({ role }) => role === 'undo') ?? [];
  if (action.kind === 'run')
    return [{ role: 'run', lang: 'text', text: action.command.does ?? action.command.script }];
  // Without what the step ran: that may hold the secret's value.
  const items = action.kind === 'manual' ? action.items.map(firstLine) : [];
  return [{ role: 'manual', lang: 'md', text: items.join('\n') }];
}

/** Of a text of several. */
export function firstLine(text: string): string {
  return text.trim().split('\n')[0] ?? '';
}
