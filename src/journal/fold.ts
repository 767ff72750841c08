/**
 * Entries → state. The only reader of what a journal means: `status`, `history`,
 * `resume` and the site all go through here. Pure.
 *
 * A step that was started and has no recorded end is `unknown`. So is a step
 * about which the journal contradicts itself: it is never called done on doubt.
 */
import type { Problem } from '../problem/problem.ts';
import type { Entry, EntryOf, StepRef } from './entries.ts';
import { beforeUndo, header, runStatus, unlocked } from './run-facts.ts';
import type { RunSession, RunState, StepState } from './state.ts';
import { details, type ListedStep, pending, type StepEntry, when } from './step-facts.ts';
import { next, type StepEvent, stepEvent } from './transitions.ts';
import { askedAgain, undoneStep } from './undo.ts';

type SessionEntry = EntryOf<'run-started' | 'resumed' | 'undo-started'>;
export interface Replayed {
  readonly state: RunState;
  /** Entries that the transition table doesn't permit. */
  readonly problems: readonly Problem[];
}

/** What the entries add up to. Any prefix of a journal is a valid argument. */
export function fold(entries: readonly Entry[]): RunState {
  return replay(entries).state;
}

/**
 * As `fold`, and says which entries contradict those before them.
 * @param damaged there are more records, which can't be believed
 */
export function replay(entries: readonly Entry[], damaged = false): Replayed {
  const steps = new Map<string, StepState>();
  const sessions: RunSession[] = [];
  const problems: Problem[] = [];
  for (const entry of entries) {
    if (isSessionEntry(entry)) {
      sessions.push(session(entry));
      if (entry.type === 'undo-started') listUndo(steps, entry.steps);
      else list(steps, entry.steps);
    }
    if (entry.type === 'revert') guard(steps, entry);
    const event = stepEvent(entry);
    if (event === undefined || !isStepEntry(entry)) continue;
    const before = steps.get(key(entry)) ?? pending({ ...entry, title: entry.step });
    const status = next(before.status, event);
    if (status === undefined) problems.push(contradiction(entry, before, event));
    const facts = { ...details(before, entry), ...when(entry, sessions.length - 1) };
    steps.set(key(entry), { ...facts, status: status ?? 'unknown', last: entry.seq });
    if (status === 'done') takeBack(steps, entry);
  }
  if (damaged) doubt(steps);
  return {
    state: {
      ...{ ...header(entries), ...runStatus(entries), ...beforeUndo(entries) },
      ...unlocked(entries),
      ...{ sessions, steps: [...steps.values()] },
    },
    problems,
  };
}

/** A record that can't be read may be the start of any step that isn't done. */
function doubt(steps: Map<string, StepState>): void {
  for (const [name, step] of steps) {
    if (step.status !== 'pending' && step.status !== 'failed') continue;
    steps.set(name, { ...step, status: 'unknown', detail: LOST_RECORDS });
  }
}

const LOST_RECORDS = 'the journal is damaged: whether this step was begun since is not known';

/** Identity of a step on a host, as one string. */
export function key(ref: Pick<StepRef, 'step' | 'host'>): string {
  return `${ref.step}\n${ref.host}`;
}

function isStepEntry(entry: Entry): entry is StepEntry {
  return 'hash' in entry && entry.type !== 'revert';
}

function isSessionEntry(entry: Entry): entry is SessionEntry {
  return ['run-started', 'resumed', 'undo-started'].includes(entry.type);
}

function session({ type, operator, machine, version, at }: SessionEntry): RunSession {
  return { operator, machine, version, at, ...(type === 'undo-started' && { undo: true }) };
}

/** Takes over a plan's steps, in its order; steps that have a history keep it and their hash. */
function list(steps: Map<string, StepState>, listed: readonly ListedStep[] | undefined): void {
  if (!listed) return;
  const old = new Map(steps);
  steps.clear();
  for (const ref of listed) {
    const before = old.get(key(ref));
    const fresh = { ...pending(ref), attempts: before?.attempts ?? 0 };
    const hasHistory = before !== undefined && before.status !== 'pending';
    steps.set(key(ref), hasHistory ? { ...before, title: ref.title } : fresh);
    old.delete(key(ref));
  }
  for (const [name, step] of old) if (step.status !== 'pending') steps.set(name, step);
}

/** Behind the steps of the run; those that an earlier undo left out are asked about again. */
function listUndo(steps: Map<string, StepState>, listed: readonly ListedStep[]): void {
  for (const ref of listed) steps.set(key(ref), askedAgain(steps.get(key(ref)) ?? pending(ref)));
}

/** The end of a step of an undo is the end of what it takes back. */
function takeBack(steps: Map<string, StepState>, { step, host }: StepEntry): void {
  const id = undoneStep(step);
  const taken = id === undefined ? undefined : steps.get(key({ step: id, host }));
  if (taken) steps.set(key(taken), { ...taken, status: 'undone' });
}

/** What stands around a step moves no status: its end does, or the lack of one. */
function guard(steps: Map<string, StepState>, entry: EntryOf<'revert'>): void {
  const before = steps.get(key(entry));
  if (!before?.revert) return;
  const { state, deadline = before.revert.deadline, exitCode } = entry;
  const revert = { ...before.revert, state, deadline, ...(exitCode !== undefined && { exitCode }) };
  steps.set(key(entry), { ...before, revert });
}

function contradiction(entry: StepEntry, before: StepState, event: StepEvent): Problem {
  return {
    rule: 'journal-transition',
    severity: 'warning',
    message: `Record ${entry.seq} says “${event}” of step ${entry.step} on ${entry.host}, which was ${before.status}`,
    hint: 'The step counts as unknown: its verify, or you, must say whether it is done.',
  };
}
