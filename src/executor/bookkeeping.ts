/** What is recorded, said and counted of each step, so that the three never tell different tales. */
import type { StepResult } from '../journal/entries.ts';
import { type Ended, type Outcome, reasonOf, type StepContext, stepRef } from './context.ts';
import type { ExecutorEvent, Recap } from './events.ts';
import type { Item } from './order/schedule.ts';
import { RecapCounter } from './recap.ts';
import type { Report } from './report.ts';

/** An outcome that ends a step. */
type Final = Extract<Outcome, { kind: 'ended' | 'unknown' }>;

export class Bookkeeping {
  readonly #report: Report;
  readonly #recap: RecapCounter;
  readonly #total: number;

  constructor(report: Report, hosts: readonly string[], total: number) {
    this.#report = report;
    this.#recap = new RecapCounter(hosts);
    this.#total = total;
  }

  begin(item: Item): void {
    this.#report.emit({ type: 'step-started', ...this.#place(item) });
  }

  /** Done by an earlier session: the journal has it. */
  keep(item: Item, result: StepResult): void {
    this.#recap.count(item.step.host, result);
    this.#report.emit({ type: 'step-kept', ...this.#place(item), result });
  }

  /** Ended by a decision, which is in the journal already. */
  decided({ step }: StepContext, { result }: Ended, durationMs: number): void {
    this.#recap.count(step.host, result);
    const { id, host } = step;
    this.#report.emit({ type: 'step-ended', step: id, host, result, durationMs });
  }

  /** Resolves when the end is on disk. A step that only waits has no end. @throws ProblemError */
  async end(context: StepContext, outcome: Outcome, durationMs: number): Promise<void> {
    if (outcome.kind === 'paused' || outcome.kind === 'aborted') return;
    await this.#append(context, outcome, durationMs);
    const result = outcome.kind === 'unknown' ? 'unknown' : outcome.result;
    this.#recap.count(context.step.host, result, reasonOf(outcome));
    this.#report.emit(endEvent(context, outcome, durationMs));
    this.#report.mustHaveKept();
  }

  recap(): Recap[] {
    return this.#recap.rows();
  }

  #place({ step: { id, host, title }, index }: Item) {
    return { step: id, host, title, index, total: this.#total };
  }

  #append(context: StepContext, outcome: Final, durationMs: number): Promise<void> {
    const ref = { ...stepRef(context), attempt: context.attempt };
    if (outcome.kind === 'unknown')
      return this.#report.append({ type: 'step-unknown', ...ref, detail: outcome.detail });
    const { backup, outputs, withheld } = outcome;
    const ended = { ...endOf(outcome), durationMs, backup, outputs, withheld };
    return this.#report.append({ type: 'step-ended', ...ref, ...ended });
  }
}

function endOf({ result, exitCode, failure, detail }: Ended) {
  return { result, reason: failure?.reason, exitCode, detail: failure?.detail ?? detail };
}

function endEvent({ step }: StepContext, outcome: Final, durationMs: number): ExecutorEvent {
  const where = { step: step.id, host: step.host, durationMs };
  if (outcome.kind === 'ended')
    return { type: 'step-ended', ...where, ...endOf(outcome), hint: outcome.failure?.hint };
  const { detail, hint } = outcome;
  return { type: 'step-ended', ...where, result: 'unknown', detail, hint };
}
