/** What `execute` takes and gives. */
import type { EntryOf, FailureReason } from '../journal/entries.ts';
import type { Journal } from '../journal/journal.ts';
import type { ResumeVerdict, RunState } from '../journal/state.ts';
import type { Plan, PlannedStep } from '../plan/model.ts';
import type { Session, Target } from '../transports/transport.ts';
import type { Clock } from './clock.ts';
import type { ExecutorEvent, Operator, Recap, UnknownChoice } from './events.ts';
import type { HeldTarget } from './lock/locked-error.ts';
import type { LockOptions } from './lock/target-locks.ts';
import type { Mask } from './mask/mask.ts';
import type { Complete } from './step/outputs.ts';

/** What is to become of a step of an earlier session, and who said so. */
export interface Decided {
  readonly choice: UnknownChoice;
  readonly by: 'flag' | 'operator';
}

/** An abort's reason: let go of what runs on its host, instead of stopping it. */
export const LEAVE = 'leave';

export interface ExecuteOptions {
  readonly plan: Plan;
  /** The run's id. */
  readonly run: string;
  /** The journal folded, when an earlier session worked on this run. */
  readonly previous?: RunState;
  /** Has its `run-started` or `resumed` entry already (`createRun`, `openRun`). */
  readonly journal: Journal;
  /** @throws ConnectError */
  readonly connect: (host: string) => Promise<Session>;
  /** Decides the platforms that can be driven; all are POSIX when absent. @throws ConnectError */
  readonly platform?: (host: string) => Target['platform'];
  readonly operator: Operator;
  readonly emit: (event: ExecutorEvent) => void;
  readonly mask?: Mask;
  /** Sudo's password, given beforehand: tried before anybody is asked. */
  readonly sudoPassword?: string;
  /** Doesn't ask before a changing step. It answers nothing else. */
  readonly yes?: boolean;
  /** How many hosts at once, whatever the plan says; one, and no other, when 1. */
  readonly forks?: number;
  /** What was decided beforehand, by a flag or at the table: looked at before anybody is asked. */
  readonly decide?: (step: PlannedStep, verdict: ResumeVerdict) => Decided | undefined;
  /** Taken on each target before anything else is sent there; no lock when absent. */
  readonly lock?: LockOptions;
  /** Renders a step again, once what it `needs` is known; without it such a step fails. */
  readonly complete?: Complete;
  readonly signal?: AbortSignal;
  readonly clock?: Clock;
  /** What a run is called when all went well, `succeeded` when absent: an undo takes one back. */
  readonly goal?: Goal;
}

export interface Goal {
  readonly whole: EntryOf<'run-ended'>['status'];
  /** When steps were left out. */
  readonly part: EntryOf<'run-ended'>['status'];
}

export type PauseReason = EntryOf<'paused'>['reason'];

export interface ExecuteOutcome {
  readonly status: 'succeeded' | 'failed' | 'aborted' | 'paused';
  /** Only of `paused`. */
  readonly pause?: {
    readonly reason: PauseReason;
    readonly detail: string;
    readonly held?: HeldTarget;
    /** A decision about this step, which an earlier session left, is missing. */
    readonly undecided?: { readonly step: string; readonly host: string };
  };
  /** Of the steps that failed, in order. */
  readonly failures: readonly FailureReason[];
  readonly recap: readonly Recap[];
}
