/** What `execute` takes and gives. */
import type { EntryOf, FailureReason, Journal } from '../journal/entries.ts';
import type { ResumeVerdict, RunState } from '../journal/state.ts';
import type { Plan, PlannedStep } from '../plan/model.ts';
import type { Session, Target } from '../transports/transport.ts';
import type { Clock } from './clock.ts';
import type { ExecutorEvent, Operator, Recap, UnknownChoice } from './events.ts';
import type { Mask } from './mask.ts';

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
  /** Decides the platforms that can be driven; all are POSIX when absent. */
  readonly platform?: (host: string) => Target['platform'];
  readonly operator: Operator;
  readonly emit: (event: ExecutorEvent) => void;
  readonly mask?: Mask;
  /** Doesn't ask before a changing step. It answers nothing else. */
  readonly yes?: boolean;
  /** How many hosts at once, whatever the plan says; one, and no other, when 1. */
  readonly forks?: number;
  /** Decisions given as flags: asked before the operator is. */
  readonly decide?: (step: PlannedStep, verdict: ResumeVerdict) => UnknownChoice | undefined;
  readonly signal?: AbortSignal;
  readonly clock?: Clock;
}

export type PauseReason = EntryOf<'paused'>['reason'];

export interface ExecuteOutcome {
  readonly status: 'succeeded' | 'failed' | 'aborted' | 'paused';
  /** Only of `paused`. */
  readonly pause?: { readonly reason: PauseReason; readonly detail: string };
  /** Of the steps that failed, in order. */
  readonly failures: readonly FailureReason[];
  readonly recap: readonly Recap[];
}
