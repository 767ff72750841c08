/** What a journal's entries add up to. See `fold`. Pure. */
import type { FailureReason, PutFacts, RevertState, StepResult } from './entries.ts';

/** `undone`: it was done, and taken back since. */
export type StepStatus = 'pending' | 'done' | 'skipped' | 'failed' | 'unknown' | 'undone';

/** Why a step was skipped that nobody left out. Journals have it and are told apart by it: it stays as it is. */
export const SATISFIED = 'its check says that it is satisfied';

export interface StepState {
  readonly step: string;
  readonly host: string;
  readonly title: string;
  readonly hash: string;
  readonly sourceHash: string;
  readonly status: StepStatus;
  readonly result?: StepResult;
  readonly reason?: FailureReason;
  readonly exitCode?: number;
  readonly detail?: string;
  readonly attempts: number;
  readonly startedAt?: string;
  readonly endedAt?: string;
  /** Which of the run's `sessions` recorded the last start, and the last end or decision. */
  readonly startedIn?: number;
  readonly endedIn?: number;
  readonly durationMs?: number;
  readonly output?: string;
  /** `put`: where the previous file was kept on the host. */
  readonly backup?: string;
  /** The last start's name on the host, when it was detached. */
  readonly remote?: string;
  /** What its last end left in `$RUNBOOK_OUTPUT`. */
  readonly outputs?: Readonly<Record<string, string>>;
  /** Keys that held a secret. */
  readonly withheld?: readonly string[];
  /** Its host was to go back by itself; without a `state`, nobody knows whether it was told so. */
  readonly revert?: RevertFacts;
  /** The boot id of its host before it, when it was to reboot it. */
  readonly boot?: string;
  /** What it writes, when it is a file. */
  readonly put?: PutFacts;
  /** `seq` of its last record: the order in which steps ended, whatever the clock did. */
  readonly last?: number;
}

export interface RevertFacts {
  readonly afterMs: number;
  readonly state?: RevertState;
  /** What its undo ended with; absent when nobody knows, or when it was not carried out. */
  readonly exitCode?: number;
  /** ISO 8601 UTC. */
  readonly deadline?: string;
}

/** `undone`: all that it did was taken back. */
export type RunStatus = 'running' | 'paused' | 'succeeded' | 'failed' | 'aborted' | 'undone';

/** One process that worked on the run: the one that began it, then each that resumed it. */
export interface RunSession {
  readonly operator: string;
  readonly machine: string;
  /** Of runbook. */
  readonly version: string;
  /** ISO 8601 UTC. */
  readonly at: string;
  /** It began to undo the run. */
  readonly undo?: true;
}

/** A lock of the run that somebody removed. */
export interface Unlocked {
  readonly at: string;
  readonly lock: string;
  /** The target; absent when it is the lock on the operator's machine. */
  readonly host?: string;
  readonly operator: string;
  readonly machine: string;
}

export interface RunState {
  readonly run: string;
  readonly runbook: string;
  readonly title: string;
  readonly operator: string;
  readonly startedAt: string;
  readonly endedAt?: string;
  /** `running` without an end: either another process is at it, or it was killed (the lock tells). */
  readonly status: RunStatus;
  /** How it stood when it was first taken back; absent when it never was. */
  readonly beforeUndo?: RunStatus;
  readonly params: Readonly<Record<string, string>>;
  readonly selection: Readonly<Record<string, string>>;
  readonly transport: string;
  /** In the order of time. */
  readonly sessions: readonly RunSession[];
  /** Locks of it that were removed by hand, if any. */
  readonly unlocked?: readonly Unlocked[];
  /** In the order of the plan; behind them those of an undo. */
  readonly steps: readonly StepState[];
}

/** What resume finds when it holds a state against today's plan. */
export type ResumeVerdict =
  | 'done'
  | 'done-but-edited'
  | 'inventory-changed'
  | 'new'
  | 'removed'
  | 'pending'
  | 'failed'
  | 'unknown';
