/**
 * How a run goes so far, and how it ended: one rule for all that can stop it. Pure.
 *
 * The first failure, unknown outcome, pause or refusal stops the run: hosts that are
 * under way end their step, and none begins, by step and by host alike.
 */
import type { FailureReason } from '../../journal/entries.ts';
import { type Outcome, reasonOf, type StepContext } from '../context.ts';
import type { HeldTarget } from '../lock/locked-error.ts';
import type { PauseReason } from '../options.ts';

export interface Pause {
  readonly kind: 'paused';
  readonly reason: PauseReason;
  readonly detail: string;
  /** Of `locked`: whose the target is. */
  readonly held?: HeldTarget;
  readonly undecided?: true;
  /** Where; absent when no step was begun. */
  readonly at?: { readonly step: string; readonly host: string };
}

export type Conclusion = Pause | { readonly kind: 'succeeded' | 'failed' | 'aborted' };

export class Course {
  /** Of the steps that failed, in the order in which they ended. */
  readonly failures: FailureReason[] = [];
  readonly #signal: AbortSignal | undefined;
  #pause: Pause | undefined;
  #unknown: string | undefined;
  #last: Pause['at'];
  #aborted = false;

  constructor(signal: AbortSignal | undefined) {
    this.#signal = signal;
  }

  /** Must nothing begin any more? */
  get stopped(): boolean {
    return (
      this.#aborted ||
      this.#pause !== undefined ||
      this.#unknown !== undefined ||
      this.failures.length > 0 ||
      this.#interrupted
    );
  }

  /** Takes note of how a step ended, or why it didn't. */
  note({ step: { id, host } }: Pick<StepContext, 'step'>, outcome: Outcome): void {
    const at = { step: id, host };
    this.#last = at;
    const failure = reasonOf(outcome);
    if (failure) this.failures.push(failure);
    if (outcome.kind === 'aborted') this.#aborted = true;
    if (outcome.kind === 'unknown') this.#unknown ??= outcome.detail;
    if (outcome.kind === 'paused') this.#pause ??= { ...outcome, at };
  }

  /** What all the outcomes add up to: what a person said goes before what happened. */
  conclude(): Conclusion {
    if (this.#aborted) return { kind: 'aborted' };
    if (this.#interrupted) return this.#interruption();
    if (this.failures.length > 0) return { kind: 'failed' };
    if (this.#pause) return this.#pause;
    if (this.#unknown === undefined) return { kind: 'succeeded' };
    const detail = `nobody knows how a step ended: ${this.#unknown}`;
    return { kind: 'paused', reason: 'failure', detail, at: this.#last };
  }

  get #interrupted(): boolean {
    return this.#signal?.aborted ?? false;
  }

  #interruption(): Pause {
    if (this.#pause?.reason === 'interrupt') return this.#pause;
    const last = this.#last;
    const detail = last
      ? `interrupted after step ${last.step} on ${last.host}`
      : 'interrupted before the first step';
    return { kind: 'paused', reason: 'interrupt', detail, at: last };
  }
}
