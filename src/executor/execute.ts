/**
 * The one loop: a plan's steps, in order, each kept, run, or stopped at.
 *
 * Expected trouble is in the outcome and in the journal. What rejects is only what
 * makes going on dishonest: a journal that can't be written.
 */
import { compareWithState } from '../plan/resume.ts';
import { Bookkeeping } from './bookkeeping.ts';
import { systemClock } from './clock.ts';
import type { Outcome, RunContext, StepContext } from './context.ts';
import { Course } from './course.ts';
import { goThrough } from './lanes.ts';
import { createMask } from './mask.ts';
import type { ExecuteOptions, ExecuteOutcome } from './options.ts';
import { unlessStopped } from './questions.ts';
import { Report } from './report.ts';
import { type Item, rounds } from './schedule.ts';
import { Sessions } from './sessions.ts';
import { settle } from './settle.ts';
import { runStep } from './step.ts';

/**
 * Executes a plan, or goes on with one: steps that `previous` holds as done are kept.
 *
 * One host at a time, or several (`rounds`); from the first failure on no step begins.
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

class Execution {
  readonly context: RunContext;
  readonly #options: ExecuteOptions;
  readonly #course: Course;
  readonly #books: Bookkeeping;

  constructor(options: ExecuteOptions) {
    const { plan, run, signal, yes = false, clock = systemClock } = options;
    const report = new Report(options.journal, options.emit, options.mask ?? createMask({}));
    this.#options = options;
    this.#course = new Course(signal);
    this.#books = new Bookkeeping(report, plan.hosts, plan.steps.length);
    this.context = {
      ...{ run, signal, yes, clock, report },
      operator: unlessStopped(options.operator, () => this.#course.stopped),
      sessions: new Sessions(options.connect, [], signal),
      platform: options.platform ?? (() => 'posix'),
      decide: options.decide ?? (() => undefined),
    };
  }

  async all(): Promise<ExecuteOutcome> {
    const { plan, run, forks, previous } = this.#options;
    const { runbook, title, steps } = plan;
    this.context.report.emit({ type: 'run-started', run, runbook, title, steps: steps.length });
    // Those of the plan come first, in its order.
    const found = previous && compareWithState(plan, previous);
    for (const { lanes, width } of rounds(plan, forks, found))
      await goThrough(lanes, width, this.#one, () => this.#course.stopped);
    return this.#conclude();
  }

  readonly #one = async (item: Item): Promise<void> => {
    if (item.found?.verdict === 'done') {
      this.#books.keep(item, item.found.state?.result ?? 'ok');
      return;
    }
    const context = this.#stepContext(item);
    this.#course.note(context, await this.#work(context, item));
  };

  async #work(context: StepContext, item: Item): Promise<Outcome> {
    this.#books.begin(item);
    const since = context.clock.now();
    const settled = await settle(context, item.found);
    const outcome = settled.kind === 'run' ? await runStep(context) : settled.outcome;
    const durationMs = context.clock.now() - since;
    if (settled.kind === 'decided') this.#books.decided(context, settled.outcome, durationMs);
    else await this.#books.end(context, outcome, durationMs);
    return outcome;
  }

  #stepContext({ step, index, found }: Item): StepContext {
    const before = found?.state;
    const attempt = (before?.attempts ?? 0) + 1;
    const invariants = this.#options.plan.invariants[step.host] ?? [];
    const outputFile = outputName({ step, index }, attempt);
    return { ...this.context, step, before, attempt, invariants, outputFile };
  }

  async #conclude(): Promise<ExecuteOutcome> {
    const { report, run } = this.context;
    const { failures } = this.#course;
    const recap = this.#books.recap();
    const end = this.#course.conclude();
    if (end.kind === 'paused') {
      const { reason, detail, at } = end;
      await report.append({ type: 'paused', reason, ...at });
      report.emit({ type: 'paused', run, reason, detail });
      return { status: 'paused', pause: { reason, detail }, failures, recap };
    }
    await report.append({ type: 'run-ended', status: end.kind });
    report.emit({ type: 'run-ended', run, status: end.kind, recap });
    return { status: end.kind, failures, recap };
  }
}

/** `output/003-create-cluster.node1.1.log`: sorted as executed, one for each attempt. */
function outputName({ step: { id, host }, index }: Item, attempt: number): string {
  const safe = (text: string): string => text.replaceAll(/[^A-Za-z0-9._-]/g, '_');
  return `output/${String(index).padStart(3, '0')}-${safe(id)}.${safe(host)}.${attempt}.log`;
}
