/**
 * What the executor tells while it works. The CLI draws them, `--json` prints
 * them one a line, tests read them. All texts are masked already.
 */
import type { EntryOf, FailureReason, StepResult } from '../journal/entries.ts';
import type { ResumeVerdict } from '../journal/state.ts';
import type { PlannedStep } from '../plan/model.ts';
import type { HeldTarget } from './lock/locked-error.ts';

export interface Recap {
  readonly host: string;
  readonly ok: number;
  readonly changed: number;
  readonly skipped: number;
  readonly failed: number;
  readonly unreachable: number;
  readonly unknown: number;
}

export type ExecutorEvent =
  | {
      readonly type: 'run-started';
      readonly run: string;
      readonly runbook: string;
      readonly title: string;
      readonly steps: number;
    }
  | {
      readonly type: 'step-started';
      readonly step: string;
      readonly host: string;
      readonly title: string;
      readonly index: number;
      readonly total: number;
    }
  /** A step that an earlier session of this run finished: it isn't run again. */
  | {
      readonly type: 'step-kept';
      readonly step: string;
      readonly host: string;
      readonly title: string;
      readonly index: number;
      readonly total: number;
      readonly result: StepResult;
    }
  /** What was decided about a step of an earlier session, by whom, and why. Never silent. */
  | {
      readonly type: 'decision';
      readonly step: string;
      readonly host: string;
      readonly verdict: ResumeVerdict;
      readonly by: EntryOf<'decision'>['by'];
      readonly decision: UnknownChoice;
      readonly detail: string;
    }
  | {
      readonly type: 'phase';
      readonly step: string;
      readonly host: string;
      readonly phase: 'check' | 'diff' | 'action' | 'verify' | 'invariant';
      readonly text: string;
      readonly attempt?: number;
    }
  | {
      readonly type: 'output';
      readonly step: string;
      readonly host: string;
      readonly stream: 'stdout' | 'stderr';
      readonly text: string;
    }
  /** What the operator must know and no result says: attached only, link lost, re-attached … */
  | {
      readonly type: 'notice';
      /** Absent when it is about the host, or (with neither) about the run. */
      readonly step?: string;
      readonly host?: string;
      readonly text: string;
    }
  | {
      readonly type: 'step-ended';
      readonly step: string;
      readonly host: string;
      readonly result: StepResult | 'unknown';
      readonly reason?: FailureReason;
      readonly exitCode?: number;
      readonly detail?: string;
      readonly hint?: string;
      readonly durationMs: number;
    }
  | {
      readonly type: 'paused';
      readonly run: string;
      readonly reason: 'interrupt' | 'manual' | 'failure' | 'question' | 'locked';
      readonly detail: string;
      /** Of `locked`: whose the target is. */
      readonly held?: HeldTarget;
    }
  | {
      readonly type: 'run-ended';
      readonly run: string;
      readonly status: 'succeeded' | 'failed' | 'aborted' | 'undone';
      readonly recap: readonly Recap[];
    };

export type UnknownChoice = 'done' | 'rerun' | 'skip' | 'abort';
export type StepChoice = 'yes' | 'no' | 'skip' | 'abort';

export interface PasswordQuestion {
  readonly host: string;
  readonly user: string;
  /** The last one given was refused. */
  readonly again: boolean;
}

/**
 * The person in front of the run. Without a terminal there is nobody, and each
 * method answers `undefined`: the run pauses with a resumable checkpoint.
 */
export interface Operator {
  /** Sudo's password on a host, typed without echo; absent when nobody can be asked. */
  password?(question: PasswordQuestion): Promise<string | undefined>;
  /** Shows a manual step's items; resolves when each is ticked. */
  manual(step: PlannedStep): Promise<StepChoice | undefined>;
  /** Before a changing step, unless `--yes`. */
  confirm(step: PlannedStep): Promise<StepChoice | undefined>;
  /** A step whose outcome nobody knows, or whose text changed after it was done. */
  resolve(
    step: PlannedStep,
    verdict: 'unknown' | 'done-but-edited' | 'inventory-changed' | 'failed',
    detail: string,
  ): Promise<UnknownChoice | undefined>;
}
