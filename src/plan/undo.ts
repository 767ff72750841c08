/**
 * What a run really did, last first, and the plan that takes it back. Pure.
 *
 * Built from the journal, not from the page: a step that the run never began isn't undone.
 * The commands are today's `undo` blocks; where a file was replaced and nothing else is
 * written, it is what the host kept of it.
 */
import { createHash } from 'node:crypto';
import { hashMeant, type MeantBlock } from '../journal/blocks.ts';
import type { RunState, StepState, StepStatus } from '../journal/state.ts';
import { undoId, undoneStep } from '../journal/undo.ts';
import type { Place } from '../problem/problem.ts';
import type { Plan, PlannedCommand, PlannedStep } from './model.ts';
import { firstLine, meantUndo, type UndoWay, wayBack } from './undo-way.ts';

/** A step that the run began, and what would be done about it. */
export interface UndoItem {
  readonly id: string;
  readonly host: string;
  readonly title: string;
  readonly way: UndoWay;
  readonly status: StepStatus;
  /** Set when nobody can say how much of it was done; why, in a sentence. */
  readonly doubt?: string;
  /** The page, or what it is rendered from, is no longer what the run knew. */
  readonly changed?: 'edited' | 'inventory-changed';
  /** Why it has to be done by hand. */
  readonly why?: string;
  /** What is executed. */
  readonly step: PlannedStep;
}

/** All that is to be taken back, in the order of doing so: the reverse of that of the run. */
export function undoItems(plan: Plan, state: RunState): UndoItem[] {
  const planned = new Map(plan.steps.map((step) => [key(step.id, step.host), step]));
  return state.steps
    .map((found, at) => ({ found, at }))
    .sort((a, b) => (b.found.last ?? 0) - (a.found.last ?? 0) || b.at - a.at)
    .flatMap(({ found }) => {
      const step = planned.get(key(found.step, found.host));
      return isToUndo(found, step) ? [undoItem(found, step, plan, state.run)] : [];
    });
}

/** The plan that carries those items out, in their order, one at a time. */
export function undoPlan(plan: Plan, items: readonly UndoItem[]): Plan {
  const { runbook, file, title, historical, params } = plan;
  const steps = items.map(({ step }) => step);
  const hosts = [...new Set(steps.map(({ host }) => host))];
  const invariants = Object.fromEntries(hosts.map((host) => [host, plan.invariants[host] ?? []]));
  const sent = [...steps.flatMap(commandsOf), ...Object.values(invariants).flat()];
  return {
    ...{ runbook, file, historical, params, steps },
    title: `Undo: ${title}`,
    order: 'by-step',
    undoes: true,
    secrets: plan.secrets.filter((name) => sent.some((command) => names(command, name))),
    ...{ hosts, invariants },
  };
}

/** Of a plan without values: is the secret's placeholder in what would be sent? */
function names({ script }: PlannedCommand, secret: string): boolean {
  return script.includes(`‹secret:${secret}›`);
}

function commandsOf({ action }: PlannedStep): readonly PlannedCommand[] {
  return action.kind === 'run' ? [action.command] : [];
}

/** Was it begun, may it have changed something, and is it not undone yet? */
function isToUndo(found: StepState, step: PlannedStep | undefined): boolean {
  if (undoneStep(found.step) !== undefined || found.status === 'undone') return false;
  if (hasGoneBack(found)) return false;
  if (step?.action.kind === 'manual') return found.status === 'done' || found.attempts > 0;
  if (step && !step.changing) return false;
  const begun = found.attempts > 0 || found.backup !== undefined;
  // Of a step that is gone from the page: what it was is not known, but that it changed something.
  return begun && (step !== undefined || !isHarmless(found));
}

/** The host did it by itself, whole: one whose undo failed, or was cut off, may be half way. */
function hasGoneBack({ revert }: StepState): boolean {
  return revert?.state === 'fired' && revert.exitCode === 0;
}

function isHarmless({ status, result, exitCode, put }: StepState): boolean {
  return status === 'done' && result === 'ok' && exitCode !== undefined && put === undefined;
}

function undoItem(
  found: StepState,
  step: PlannedStep | undefined,
  plan: Plan,
  run: string,
): UndoItem {
  const { step: id, host, title, status } = found;
  const { way, action, why } = wayBack(found, step, { run, place: placeOf(step, plan) });
  const doubt = doubtOf(found);
  const changed = step && changeOf(found, step);
  return {
    ...{ id, host, title, status, way },
    ...(doubt !== undefined && { doubt }),
    ...(changed !== undefined && { changed }),
    ...(why !== undefined && { why }),
    step: {
      ...{ id: undoId(id), host, title: `Undo: ${title}`, place: placeOf(step, plan), action },
      ...fingerprints(found, meantUndo(step, way, action)),
      changing: way !== 'by-hand',
      rerunSafe: way === 'restore',
      ...(way === 'command' && step?.needs && { needs: step.needs }),
    },
  };
}

/**
 * `hash` is of what is undone, not of the text that undoes it: an edited page doesn't undo
 * a step twice. The text has its own, by which it is found beside what happened.
 */
function fingerprints(
  { hash }: StepState,
  meant: readonly MeantBlock[],
): Pick<PlannedStep, 'hash' | 'sourceHash' | 'meant'> {
  const stable = createHash('sha256').update(`undo ${hash}`).digest('hex');
  return { hash: stable, sourceHash: hashMeant(meant), meant };
}

/** Done is certain; all else that was begun isn't. */
function doubtOf({ status, detail, result }: StepState): string | undefined {
  switch (status) {
    case 'done':
    case 'undone':
      return undefined;
    case 'failed':
      return `it failed${detail ? ` (${firstLine(detail)})` : ''}, and may have been done in part`;
    case 'skipped':
      return 'it was begun before it was skipped, and may have been done in part';
    case 'pending':
      return 'it was begun before, and may have been done in part';
    case 'unknown':
      return result === undefined
        ? 'it was begun, and nobody knows how it ended: it may still be at work'
        : 'nobody knows whether it was done';
  }
}

function changeOf(found: StepState, step: PlannedStep): UndoItem['changed'] {
  if (found.hash === step.hash) return undefined;
  return found.sourceHash === step.sourceHash ? 'inventory-changed' : 'edited';
}

function placeOf(step: PlannedStep | undefined, { file }: Plan): Place {
  return step?.undo?.place ?? step?.place ?? { file, line: 1, column: 1 };
}

function key(step: string, host: string): string {
  return `${step}\0${host}`;
}
