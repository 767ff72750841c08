/**
 * What happened in a run, told step by step: for `show`, for reports, for the page of a
 * runbook. `fold` says where things stand; this says how they got there. Pure.
 */
import type { Entry, EntryOf, RevertState, StepRef } from './entries.ts';
import { key } from './fold.ts';
import type { RunSession, RunState, StepState } from './state.ts';

/** A try of a step. Without `startedAt`, nothing was sent: it was satisfied, or unreachable. */
export interface Attempt {
  readonly kind: 'attempt';
  readonly attempt: number;
  /** Of the text that was meant. */
  readonly hash: string;
  /** Index into the run's sessions: who started it. */
  readonly session: number;
  readonly startedAt?: string;
  readonly endedAt?: string;
  /** `unknown` also when no end is recorded. */
  readonly result: EntryOf<'step-ended'>['result'] | 'unknown';
  readonly reason?: EntryOf<'step-ended'>['reason'];
  readonly exitCode?: number;
  readonly detail?: string;
  readonly durationMs?: number;
  /** File of its output, in the run's folder. */
  readonly output?: string;
  readonly outputs?: Readonly<Record<string, string>>;
  /** What became of the undo that the host carries out by itself. */
  readonly reverts: readonly { readonly at: string; readonly state: RevertState }[];
}

export interface Decision {
  readonly kind: 'decision';
  readonly session: number;
  readonly at: string;
  readonly by: EntryOf<'decision'>['by'];
  readonly decision: EntryOf<'decision'>['decision'];
  readonly detail?: string;
}

export interface StepEvidence {
  readonly state: StepState;
  /** In the order of time. */
  readonly happenings: readonly (Attempt | Decision)[];
}

export interface SessionEvidence extends RunSession {
  readonly kind: 'run' | 'resume' | 'undo';
  /** `paused: question`, `failed` …; absent when it was killed, or is at it. */
  readonly end?: string;
  readonly endedAt?: string;
}

export interface RunEvidence {
  /** The runbook's file, from the project's root; empty when the journal's beginning is lost. */
  readonly file: string;
  readonly state: RunState;
  readonly sessions: readonly SessionEvidence[];
  /** In the order of the plan. */
  readonly steps: readonly StepEvidence[];
}

/** @param state what `entries` add up to */
export function runEvidence(entries: readonly Entry[], state: RunState): RunEvidence {
  const start = entries.find((entry) => entry.type === 'run-started');
  const teller = new Teller();
  for (const entry of entries) teller.take(entry);
  return {
    file: start?.file ?? '',
    state,
    sessions: teller.sessions,
    steps: state.steps.map((step) => ({ state: step, happenings: teller.of(step) })),
  };
}

const SESSIONS = { 'run-started': 'run', resumed: 'resume', 'undo-started': 'undo' } as const;

type SessionEntry = EntryOf<keyof typeof SESSIONS>;

class Teller {
  readonly sessions: SessionEvidence[] = [];
  readonly #happenings = new Map<string, (Attempt | Decision)[]>();

  of(ref: Pick<StepRef, 'step' | 'host'>): readonly (Attempt | Decision)[] {
    return this.#happenings.get(key(ref)) ?? [];
  }

  take(entry: Entry): void {
    if (entry.type in SESSIONS) this.#session(entry as SessionEntry);
    else if (entry.type === 'paused') this.#sessionEnds(`paused: ${entry.reason}`, entry.at);
    else if (entry.type === 'run-ended') this.#sessionEnds(entry.status, entry.at);
    else if (entry.type === 'decision') this.#decision(entry);
    else if ('attempt' in entry) this.#attempt(entry);
  }

  #session({ type, operator, machine, version, at }: SessionEntry): void {
    this.sessions.push({ kind: SESSIONS[type], operator, machine, version, at });
  }

  #sessionEnds(end: string, endedAt: string): void {
    const last = this.sessions.pop();
    if (last) this.sessions.push({ ...last, end, endedAt });
  }

  #decision(entry: EntryOf<'decision'>): void {
    const { at, by, decision, detail } = entry;
    this.#list(entry).push({
      kind: 'decision',
      session: this.sessions.length - 1,
      ...{ at, by, decision, detail },
    });
  }

  /** Records of one attempt become one happening, also when it is attached to again. */
  #attempt(entry: AttemptEntry): void {
    const list = this.#list(entry);
    const { attempt, hash } = entry;
    const at = entry.type === 'step-started' ? -1 : list.findLastIndex(isBegun);
    const begun = list[at] as Attempt | undefined;
    if (begun?.attempt === attempt) {
      list[at] = { ...begun, ...told(entry, begun) };
      return;
    }
    const session = this.sessions.length - 1;
    const fresh = { attempt, hash, session, result: 'unknown', reverts: [] } as const;
    list.push({ kind: 'attempt', ...fresh, ...told(entry, fresh) });
  }

  #list(ref: StepRef): (Attempt | Decision)[] {
    const list = this.#happenings.get(key(ref)) ?? [];
    this.#happenings.set(key(ref), list);
    return list;
  }
}

type AttemptEntry = EntryOf<'step-started' | 'step-ended' | 'step-unknown' | 'revert'>;

function isBegun(happening: Attempt | Decision): boolean {
  return happening.kind === 'attempt' && happening.startedAt !== undefined;
}

function told(entry: AttemptEntry, { reverts }: Pick<Attempt, 'reverts'>): Partial<Attempt> {
  switch (entry.type) {
    case 'step-started':
      return { startedAt: entry.at, output: entry.output };
    case 'step-unknown':
      return { endedAt: entry.at, detail: entry.detail };
    case 'revert':
      return { reverts: [...reverts, { at: entry.at, state: entry.state }] };
    case 'step-ended': {
      const { at: endedAt, result, reason, exitCode, detail, durationMs, outputs } = entry;
      return { endedAt, result, reason, exitCode, detail, durationMs, outputs };
    }
  }
}
