/**
 * Entries → state. The only reader of what a journal means: `status`, `history`,
 * `resume` and the site all go through here. Pure.
 *
 * A step that was started and has no recorded end is `unknown`. So is a step
 * about which the journal contradicts itself: it is never called done on doubt.
 */
import type { Problem } from '../problem/problem.ts';
import type { Entry, EntryOf, StepRef } from './entries.ts';
import type { RunSession, RunState, RunStatus, StepState } from './state.ts';
import { next, type StepEvent, stepEvent } from './transitions.ts';
import { askedAgain, undoneStep } from './undo.ts';

type StepEntry = Exclude<Extract<Entry, StepRef>, EntryOf<'revert'>>;
type SessionEntry = EntryOf<'run-started' | 'resumed' | 'undo-started'>;
type ListedStep = StepRef & { readonly title: string };

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

function unlocked(entries: readonly Entry[]): Pick<RunState, 'unlocked'> {
  const found = entries.filter((entry) => entry.type === 'unlocked');
  if (found.length === 0) return {};
  return {
    unlocked: found.map(({ at, lock, host, operator, machine }) => ({
      ...{ at, lock, operator, machine },
      ...(host !== undefined && { host }),
    })),
  };
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

function pending(ref: ListedStep): StepState {
  const { step, host, title, hash, sourceHash } = ref;
  return { step, host, title, hash, sourceHash, status: 'pending', attempts: 0 };
}

/** The facts of a step after an entry; its status is decided by the table. */
function details(before: StepState, entry: StepEntry): StepState {
  const { step, host, title, attempts } = before;
  const { hash, sourceHash } = entry;
  const kept = { step, host, title, hash, sourceHash, status: before.status, attempts };
  switch (entry.type) {
    case 'step-started':
      return {
        ...kept,
        attempts: entry.attempt,
        ...begun(entry, before),
        ...written(before, entry),
      };
    case 'step-ended':
      return { ...before, hash, sourceHash, ...ended(entry) };
    case 'step-unknown':
      return { ...before, hash, sourceHash, detail: entry.detail };
    case 'decision':
      return { ...before, hash, sourceHash, ...decided(entry) };
  }
}

/** The moment of an entry, and in which session: who started or ended the step. */
function when(entry: StepEntry, session: number): Partial<StepState> {
  if (entry.type === 'step-started') return { startedAt: entry.at, startedIn: session };
  if (entry.type !== 'decision') return { endedAt: entry.at, endedIn: session };
  const ends = entry.decision !== 'rerun';
  return { endedAt: ends ? entry.at : undefined, endedIn: ends ? session : undefined };
}

/** An attempt is begun again when it certainly never began: its host is armed all the same. */
function begun(entry: EntryOf<'step-started'>, before: StepState): Partial<StepState> {
  const { output, remote, boot, revert: afterMs, attempt } = entry;
  const armed = attempt === before.attempts ? before.revert : undefined;
  return { output, remote, boot, ...(afterMs !== undefined && { revert: { ...armed, afterMs } }) };
}

/** Not there before the run: a later attempt finds what the first one wrote. */
function written({ put: first }: StepState, { put = first }: EntryOf<'step-started'>) {
  if (!put) return {};
  const absent = put.absent ?? (first?.path === put.path ? first.absent : undefined);
  return { put: { ...put, ...(absent && { absent }) } };
}

/** What stands around a step moves no status: its end does, or the lack of one. */
function guard(steps: Map<string, StepState>, entry: EntryOf<'revert'>): void {
  const before = steps.get(key(entry));
  if (!before?.revert) return;
  const { state, deadline = before.revert.deadline } = entry;
  steps.set(key(entry), { ...before, revert: { ...before.revert, state, deadline } });
}

function ended(entry: EntryOf<'step-ended'>): Partial<StepState> {
  const { result, reason, exitCode, detail, durationMs, backup, outputs, withheld } = entry;
  return { result, reason, exitCode, detail, durationMs, backup, outputs, withheld };
}

function decided(entry: EntryOf<'decision'>): Partial<StepState> {
  const results = { done: 'ok', skip: 'skipped', rerun: undefined, abort: undefined } as const;
  const detail = entry.detail ?? `${entry.decision}, decided by ${entry.by}`;
  const result = results[entry.decision];
  return { result, detail, reason: undefined, exitCode: undefined };
}

const NO_HEADER = {
  run: '',
  runbook: '',
  title: '',
  operator: '',
  startedAt: '',
  params: {},
  selection: {},
  transport: '',
} as const;

/** From the first entry; empty texts when even that one is lost. */
function header(entries: readonly Entry[]): Pick<RunState, keyof typeof NO_HEADER> {
  const start = entries.find((entry) => entry.type === 'run-started');
  if (!start) return NO_HEADER;
  const { run, runbook, title, operator, at: startedAt, params, selection, transport } = start;
  return { run, runbook, title, operator, startedAt, params, selection, transport };
}

/** The last entry that says something about the whole run. */
function runStatus(entries: readonly Entry[]): { status: RunStatus; endedAt?: string } {
  const last = entries.findLast((entry) =>
    ['run-started', 'resumed', 'undo-started', 'paused', 'run-ended'].includes(entry.type),
  );
  if (last?.type === 'run-ended') return { status: last.status, endedAt: last.at };
  return { status: last?.type === 'paused' ? 'paused' : 'running' };
}

function beforeUndo(entries: readonly Entry[]): Pick<RunState, 'beforeUndo'> {
  const undo = entries.findIndex((entry) => entry.type === 'undo-started');
  return undo < 0 ? {} : { beforeUndo: runStatus(entries.slice(0, undo)).status };
}

function contradiction(entry: StepEntry, before: StepState, event: StepEvent): Problem {
  return {
    rule: 'journal-transition',
    severity: 'warning',
    message: `Record ${entry.seq} says “${event}” of step ${entry.step} on ${entry.host}, which was ${before.status}`,
    hint: 'The step counts as unknown: its verify, or you, must say whether it is done.',
  };
}
