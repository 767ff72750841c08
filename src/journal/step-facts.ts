/** What an entry says of its step: who, when, how it ended. `fold` adds them up. Pure. */
import type { Entry, EntryOf, StepRef } from './entries.ts';
import type { StepState } from './state.ts';

/** An entry that may move the status of a step. */
export type StepEntry = Exclude<Extract<Entry, StepRef>, EntryOf<'revert'>>;

/** A step as a plan names it. */
export type ListedStep = StepRef & { readonly title: string };

/** Of one that has no history. */
export function pending(ref: ListedStep): StepState {
  const { step, host, title, hash, sourceHash } = ref;
  return { step, host, title, hash, sourceHash, status: 'pending', attempts: 0 };
}

/** The facts of a step after an entry; its status is decided by the table. */
export function details(before: StepState, entry: StepEntry): StepState {
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
export function when(entry: StepEntry, session: number): Partial<StepState> {
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
