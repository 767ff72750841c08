/** What the phases of a step share. */
import type { FailureReason, StepRef, StepResult } from '../journal/entries.ts';
import type { StepState } from '../journal/state.ts';
import type { PlannedCommand, PlannedStep } from '../plan/model.ts';
import type { Clock } from './clock.ts';
import type { ExecutorEvent, Operator } from './events.ts';
import type { HeldTarget } from './lock/locked-error.ts';
import type { ExecuteOptions, PauseReason } from './options.ts';
import type { Runners } from './remote/runners.ts';
import type { Report } from './report.ts';
import type { Sessions } from './sessions.ts';
import type { Remote } from './step/detach.ts';
import type { Failure } from './step/failure.ts';
import type { Elevator } from './sudo/elevator.ts';

/** The same for all steps of a run. */
export interface RunContext {
  readonly run: string;
  readonly report: Report;
  readonly sessions: Sessions;
  readonly runners: Runners;
  readonly elevator: Elevator;
  readonly operator: Operator;
  readonly clock: Clock;
  readonly yes: boolean;
  readonly signal?: AbortSignal;
  readonly platform: NonNullable<ExecuteOptions['platform']>;
  readonly decide: NonNullable<ExecuteOptions['decide']>;
  /** Was this step begun on this host, without a recorded end? */
  readonly isOpen: (step: string, host: string) => boolean;
}

export interface StepContext extends RunContext {
  readonly step: PlannedStep;
  /** What must hold around it: once it has begun, those that must hold afterwards. */
  readonly invariants: readonly PlannedCommand[];
  /** It takes a step back. */
  readonly undoes?: true;
  /** What an earlier session left. */
  readonly before?: StepState;
  readonly attempt: number;
  /** Under the run's folder. */
  readonly outputFile: string;
  /** Where its action is detached; absent where it lives with the link. */
  readonly remote?: Remote;
}

/** How the work on a step came to an end. `paused` and `aborted` sent nothing and end nothing. */
export type Outcome =
  | {
      readonly kind: 'ended';
      readonly result: StepResult;
      readonly exitCode?: number;
      readonly failure?: Failure;
      readonly detail?: string;
      readonly backup?: string;
      /** What it left in `$RUNBOOK_OUTPUT`. */
      readonly outputs?: Readonly<Record<string, string>>;
      /** Keys of outputs that held a secret: they are not kept. */
      readonly withheld?: readonly string[];
    }
  | { readonly kind: 'unknown'; readonly detail: string; readonly hint?: string }
  | {
      readonly kind: 'paused';
      readonly reason: PauseReason;
      readonly detail: string;
      readonly held?: HeldTarget;
      /** A decision about an earlier session's step is missing. */
      readonly undecided?: true;
    }
  | { readonly kind: 'aborted'; readonly detail: string };

export type Ended = Extract<Outcome, { kind: 'ended' }>;

export function stepRef({ step }: Pick<StepContext, 'step'>): StepRef {
  const { id, host, hash, sourceHash } = step;
  return { step: id, host, hash, sourceHash };
}

/** @param backup where the old file is stays known when a step fails after it was written */
export function failed(failure: Failure, backup?: string): Outcome {
  return { kind: 'ended', result: 'failed', failure, exitCode: failure.exitCode, backup };
}

export function reasonOf(outcome: Outcome): FailureReason | undefined {
  return outcome.kind === 'ended' ? outcome.failure?.reason : undefined;
}

type Phase = Extract<ExecutorEvent, { type: 'phase' }>['phase'];

/** Says what is about to be sent, or asked. */
export function announce(
  { report, step }: StepContext,
  phase: Phase,
  text: string,
  attempt?: number,
): void {
  report.emit({ type: 'phase', step: step.id, host: step.host, phase, text, attempt });
}

export function isInterrupted({ signal }: RunContext): boolean {
  return signal?.aborted ?? false;
}

export function interrupted({ step }: StepContext): Outcome {
  const detail = `interrupted at step ${step.id} on ${step.host}; nothing of it is under way`;
  return { kind: 'paused', reason: 'interrupt', detail };
}
