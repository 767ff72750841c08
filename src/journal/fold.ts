/**
 * Entries → state. The only reader of what a journal means: `status`, `history`,
 * `resume` and the site all go through here. Pure.
 *
 * A step that was started and has no recorded end is `unknown`. So is a step
 * about which the journal contradicts itself: it is never called done on doubt.
 */
import type { Problem } from '../problem/problem.ts';
import type { Entry, EntryOf, StepRef } from './entries.ts';
import type { RunState, RunStatus, StepState } from './state.ts';
import { next, type StepEvent, stepEvent } from './transitions.ts';

type StepEntry = Extract<Entry, StepRef>;
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

/** As `fold`, and says which entries contradict those before them. */
export function replay(entries: readonly Entry[]): Replayed {
  const steps = new Map<string, StepState>();
  const problems: Problem[] = [];
  for (const entry of entries) {
    if (entry.type === 'run-started' || entry.type === 'resumed') list(steps, entry.steps);
    const event = stepEvent(entry);
    if (event === undefined || !isStepEntry(entry)) continue;
    const before = steps.get(key(entry)) ?? pending({ ...entry, title: entry.step });
    const status = next(before.status, event);
    if (status === undefined) problems.push(contradiction(entry, before, event));
    steps.set(key(entry), { ...details(before, entry), status: status ?? 'unknown' });
  }
  doubtPending(steps, entries);
  return {
    state: { ...header(entries), ...runStatus(entries), steps: [...steps.values()] },
    problems,
  };
}

/** Where records are missing, one of them may be the start of a step that looks pending since. */
function doubtPending(steps: Map<string, StepState>, entries: readonly Entry[]): void {
  const hole = entries.findLastIndex(
    (entry, at) => at > 0 && entry.seq > (entries[at - 1]?.seq ?? 0) + 1,
  );
  if (hole < 0) return;
  const since = new Set(entries.slice(hole).filter(isStepEntry).map(key));
  for (const [name, step] of steps) {
    if (step.status !== 'pending' || since.has(name)) continue;
    steps.set(name, { ...step, status: 'unknown', detail: LOST_RECORDS });
  }
}

const LOST_RECORDS =
  'records of this journal are missing: whether this step was begun is not known';

/** Identity of a step on a host, as one string. */
export function key(ref: Pick<StepRef, 'step' | 'host'>): string {
  return `${ref.step}\n${ref.host}`;
}

function isStepEntry(entry: Entry): entry is StepEntry {
  return 'hash' in entry;
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
      return { ...kept, attempts: entry.attempt, startedAt: entry.at, ...begun(entry) };
    case 'step-ended':
      return { ...before, hash, sourceHash, endedAt: entry.at, ...ended(entry) };
    case 'step-unknown':
      return { ...before, hash, sourceHash, endedAt: entry.at, detail: entry.detail };
    case 'decision':
      return { ...before, hash, sourceHash, ...decided(entry) };
  }
}

function begun({ output, remote }: EntryOf<'step-started'>): Partial<StepState> {
  return { output, remote };
}

function ended(entry: EntryOf<'step-ended'>): Partial<StepState> {
  const { result, reason, exitCode, detail, durationMs, backup, outputs } = entry;
  return { result, reason, exitCode, detail, durationMs, backup, outputs };
}

function decided(entry: EntryOf<'decision'>): Partial<StepState> {
  const results = { done: 'ok', skip: 'skipped', rerun: undefined, abort: undefined } as const;
  const detail = entry.detail ?? `${entry.decision}, decided by ${entry.by}`;
  const endedAt = entry.decision === 'rerun' ? undefined : entry.at;
  const result = results[entry.decision];
  return { result, endedAt, detail, reason: undefined, exitCode: undefined };
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
function header(entries: readonly Entry[]): Omit<RunState, 'status' | 'steps' | 'endedAt'> {
  const start = entries.find((entry) => entry.type === 'run-started');
  if (!start) return NO_HEADER;
  const { run, runbook, title, operator, at: startedAt, params, selection, transport } = start;
  return { run, runbook, title, operator, startedAt, params, selection, transport };
}

/** The last entry that says something about the whole run. */
function runStatus(entries: readonly Entry[]): { status: RunStatus; endedAt?: string } {
  const last = entries.findLast((entry) =>
    ['run-started', 'resumed', 'paused', 'run-ended'].includes(entry.type),
  );
  if (last?.type === 'run-ended') return { status: last.status, endedAt: last.at };
  return { status: last?.type === 'paused' ? 'paused' : 'running' };
}

function contradiction(entry: StepEntry, before: StepState, event: StepEvent): Problem {
  return {
    rule: 'journal-transition',
    severity: 'warning',
    message: `Record ${entry.seq} says “${event}” of step ${entry.step} on ${entry.host}, which was ${before.status}`,
    hint: 'The step counts as unknown: its verify, or you, must say whether it is done.',
  };
}
