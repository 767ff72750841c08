/**
 * The one loop: a plan's steps, in order, each kept, run, or stopped at.
 *
 * Expected trouble is in the outcome and in the journal. What rejects is only what
 * makes going on dishonest: a journal that can't be written.
 */

import type { FailureReason, StepResult } from '../journal/entries.ts';
import type { PlannedStep } from '../plan/model.ts';
import { compareWithState, type ResumeItem } from '../plan/resume.ts';
import { systemClock } from './clock.ts';
import {
  type Ended,
  type Outcome,
  type RunContext,
  reasonOf,
  type StepContext,
  stepRef,
} from './context.ts';
import { createMask } from './mask.ts';
import type { ExecuteOptions, ExecuteOutcome } from './options.ts';
import { RecapCounter } from './recap.ts';
import { Report } from './report.ts';
import { Sessions } from './sessions.ts';
import { settle } from './settle.ts';
import { runStep } from './step.ts';

/**
 * Executes a plan, or goes on with one: steps that `previous` holds as done are kept.
 *
 * A failure stops its host when the plan goes by host, and the run when it goes by step.
 * @throws ProblemError when the journal can't be written.
 */
export async function execute(options: ExecuteOptions): Promise<ExecuteOutcome> {
  const run = new Execution(options);
  try {
    return await run.all();
  } finally {
    await run.context.sessions.closeAll();
  }
}

/** A step's place in the plan. */
interface Item {
  readonly step: PlannedStep;
  readonly index: number;
  readonly found?: ResumeItem;
}

type Stop = Extract<Outcome, { kind: 'paused' | 'aborted' }> & {
  readonly at?: { readonly step: string; readonly host: string };
};

class Execution {
  readonly context: RunContext;
  readonly #options: ExecuteOptions;
  readonly #recap: RecapCounter;
  readonly #failures: FailureReason[] = [];
  readonly #stoppedHosts = new Set<string>();
  /** Of the steps that ended unknown, the first's detail. */
  #unknown: string | undefined;

  constructor(options: ExecuteOptions) {
    const { run, operator, signal, yes = false, clock = systemClock } = options;
    const mask = options.mask ?? createMask({});
    this.#options = options;
    this.#recap = new RecapCounter(options.plan.hosts);
    this.context = {
      run,
      operator,
      signal,
      yes,
      clock,
      report: new Report(options.journal, options.emit, mask),
      sessions: new Sessions(options.connect, [], signal),
      platform: options.platform ?? (() => 'posix'),
      decide: options.decide ?? (() => undefined),
    };
  }

  async all(): Promise<ExecuteOutcome> {
    const { plan, run } = this.#options;
    const { runbook, title, steps } = plan;
    this.context.report.emit({ type: 'run-started', run, runbook, title, steps: steps.length });
    for (const wave of this.#waves()) {
      const stop = await this.#runStepOnHosts(wave);
      if (stop) return this.#stop(stop);
      if (this.#stoppedHosts.size > 0 && plan.order === 'by-step') break;
    }
    return this.#end();
  }

  /** Steps that could go side by side: by step, the same step on its hosts; by host, each alone. */
  #waves(): Item[][] {
    const { plan, previous } = this.#options;
    // Those of the plan come first, in its order.
    const found = previous ? compareWithState(plan, previous) : [];
    const items = plan.steps.map((step, at) => ({
      step,
      index: at + 1,
      found: found[at],
    }));
    const waves: Item[][] = [];
    for (const item of items) {
      const last = waves.at(-1);
      const together = plan.order === 'by-step' && last?.[0]?.step.id === item.step.id;
      if (together) last?.push(item);
      else waves.push([item]);
    }
    return waves;
  }

  /** One after another for now; this is where hosts would go side by side. */
  async #runStepOnHosts(wave: readonly Item[]): Promise<Stop | undefined> {
    for (const item of wave) {
      if (this.#stoppedHosts.has(item.step.host)) continue;
      const outcome = await this.#one(item);
      const at = { step: item.step.id, host: item.step.host };
      if (outcome.kind === 'paused' || outcome.kind === 'aborted') return { ...outcome, at };
      if (this.context.signal?.aborted) return { ...interruptedAfter(item.step), at };
      if (this.#stoppedHosts.size > 0 && this.#options.plan.order === 'by-step') return undefined;
    }
    return undefined;
  }

  async #one(item: Item): Promise<Outcome> {
    if (item.found?.verdict === 'done') return this.#keep(item, item.found.state?.result ?? 'ok');
    const context = this.#stepContext(item);
    this.#begin(item);
    const since = context.clock.now();
    const settled = await settle(context, item.found);
    const outcome = settled.kind === 'run' ? await runStep(context) : settled.outcome;
    const durationMs = context.clock.now() - since;
    if (settled.kind === 'decided') this.#tell(context, settled.outcome, durationMs);
    else await this.#record(context, outcome, durationMs);
    return outcome;
  }

  #stepContext({ step, index, found }: Item): StepContext {
    const before = found?.state;
    const attempt = (before?.attempts ?? 0) + 1;
    const invariants = this.#options.plan.invariants[step.host] ?? [];
    const outputFile = outputName(step, index, attempt);
    return { ...this.context, step, before, attempt, invariants, outputFile };
  }

  #keep({ step, index }: Item, result: StepResult): Outcome {
    this.#recap.count(step.host, result);
    const { id, host, title } = step;
    const total = this.#options.plan.steps.length;
    this.context.report.emit({ type: 'step-kept', step: id, host, title, index, total, result });
    return { kind: 'ended', result };
  }

  #begin({ step, index }: Item): void {
    const { id, host, title } = step;
    const total = this.#options.plan.steps.length;
    this.context.report.emit({ type: 'step-started', step: id, host, title, index, total });
  }

  /** Ended by a decision, which is in the journal already. */
  #tell({ step, report }: StepContext, { result }: Ended, durationMs: number): void {
    this.#recap.count(step.host, result);
    report.emit({ type: 'step-ended', step: step.id, host: step.host, result, durationMs });
  }

  async #record(context: StepContext, outcome: Outcome, durationMs: number): Promise<void> {
    if (outcome.kind === 'paused' || outcome.kind === 'aborted') return;
    await this.#append(context, outcome, durationMs);
    const reason = reasonOf(outcome);
    const result = outcome.kind === 'unknown' ? 'unknown' : outcome.result;
    this.#recap.count(context.step.host, result, reason);
    if (reason) this.#failures.push(reason);
    if (outcome.kind === 'unknown') this.#unknown ??= outcome.detail;
    if (result === 'failed' || result === 'unknown') this.#stoppedHosts.add(context.step.host);
  }

  async #append(
    context: StepContext,
    outcome: Exclude<Outcome, Stop>,
    durationMs: number,
  ): Promise<void> {
    const { report, attempt, step } = context;
    const ref = { ...stepRef(context), attempt };
    const where = { step: step.id, host: step.host, durationMs };
    if (outcome.kind === 'unknown') {
      const { detail, hint } = outcome;
      await report.append({ type: 'step-unknown', ...ref, detail });
      report.emit({ type: 'step-ended', ...where, result: 'unknown', detail, hint });
      return;
    }
    const { result, exitCode, backup, failure } = outcome;
    const detail = failure?.detail ?? outcome.detail;
    const ended = { result, reason: failure?.reason, exitCode, detail };
    await report.append({ type: 'step-ended', ...ref, ...ended, durationMs, backup });
    report.emit({ type: 'step-ended', ...where, ...ended, hint: failure?.hint });
  }

  async #stop(stop: Stop): Promise<ExecuteOutcome> {
    const { report, run } = this.context;
    if (stop.kind === 'aborted') return this.#finish('aborted');
    const { reason, detail } = stop;
    await report.append({ type: 'paused', reason, ...stop.at });
    report.emit({ type: 'paused', run, reason, detail });
    return this.#outcome({ status: 'paused', pause: { reason, detail } });
  }

  #end(): Promise<ExecuteOutcome> {
    if (this.#failures.length > 0) return this.#finish('failed');
    if (this.#unknown === undefined) return this.#finish('succeeded');
    const detail = `nobody knows how a step ended: ${this.#unknown}`;
    return this.#stop({ kind: 'paused', reason: 'failure', detail });
  }

  async #finish(status: 'succeeded' | 'failed' | 'aborted'): Promise<ExecuteOutcome> {
    const { report, run } = this.context;
    await report.append({ type: 'run-ended', status });
    report.emit({ type: 'run-ended', run, status, recap: this.#recap.rows() });
    return this.#outcome({ status });
  }

  #outcome(outcome: Pick<ExecuteOutcome, 'status' | 'pause'>): ExecuteOutcome {
    return { ...outcome, failures: this.#failures, recap: this.#recap.rows() };
  }
}

function interruptedAfter(step: PlannedStep): Stop {
  const detail = `interrupted after step ${step.id} on ${step.host}`;
  return { kind: 'paused', reason: 'interrupt', detail };
}

/** `output/003-create-cluster.node1.1.log`: sorted as executed, one for each attempt. */
function outputName({ id, host }: PlannedStep, index: number, attempt: number): string {
  const safe = (text: string): string => text.replaceAll(/[^A-Za-z0-9._-]/g, '_');
  return `output/${String(index).padStart(3, '0')}-${safe(id)}.${safe(host)}.${attempt}.log`;
}
