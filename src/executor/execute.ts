/**
 * The one loop: a plan's steps, in order, each kept, run, or stopped at.
 *
 * Expected trouble is in the outcome and in the journal. What rejects is only what
 * makes going on dishonest: a journal that can't be written.
 */
import { compareWithState } from '../plan/resume.ts';
import { Bookkeeping } from './bookkeeping.ts';
import { systemClock } from './clock.ts';
import { failed, type Outcome, type RunContext, type StepContext } from './context.ts';
import { Course } from './course.ts';
import { Elevator } from './elevator.ts';
import { goThrough } from './lanes.ts';
import { TargetLockedError } from './lock/locked-error.ts';
import { TargetLocks } from './lock/target-locks.ts';
import { followUnderway, type Underway } from './lock/underway.ts';
import { createMask } from './mask.ts';
import type { ExecuteOptions, ExecuteOutcome, Goal } from './options.ts';
import { Outputs } from './outputs.ts';
import { unlessStopped } from './questions.ts';
import { Runners } from './remote/runners.ts';
import { Report } from './report.ts';
import { type Item, rounds } from './schedule.ts';
import { Sessions } from './sessions.ts';
import { type Settled, settle } from './settle.ts';
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
    await run.leave();
  }
}

const SUCCESS: Goal = { whole: 'succeeded', part: 'succeeded' };

class Execution {
  readonly context: RunContext;
  readonly #options: ExecuteOptions;
  readonly #course: Course;
  readonly #books: Bookkeeping;
  readonly #outputs: Outputs;
  readonly #underway: Underway;
  readonly #locks: TargetLocks | undefined;

  constructor(options: ExecuteOptions) {
    const { plan, run, signal, yes = false, clock = systemClock } = options;
    const mask = options.mask ?? createMask({});
    this.#underway = followUnderway(options.journal, options.previous);
    const report = new Report(this.#underway.journal, options.emit, mask);
    const notice = (host: string, text: string) => report.emit({ type: 'notice', host, text });
    this.#locks = options.lock && new TargetLocks(options.lock, notice);
    this.#options = options;
    this.#outputs = new Outputs(options.complete, options.previous);
    this.#course = new Course(signal);
    this.#books = new Bookkeeping(report, plan.hosts, plan.steps.length);
    const operator = unlessStopped(options.operator, () => this.#course.stopped);
    const opened = this.#locks ? [this.#locks.opened] : [];
    const sessions = new Sessions(options.connect, opened, signal);
    const session = (host: string) => sessions.get(host);
    const runners = new Runners({ run, sessions, notice });
    for (const { host, step, status, remote } of options.previous?.steps ?? [])
      if (status === 'unknown' && remote !== undefined) runners.begins(host, step, remote);
    const { sudoPassword: password } = options;
    this.context = {
      ...{ run, signal, yes, clock, report, operator, sessions, runners },
      elevator: new Elevator({ mask, session, password, ask: operator.password, signal }),
      platform: options.platform ?? (() => 'posix'),
      decide: options.decide ?? (() => undefined),
    };
  }

  /** Gives back what the run holds on its hosts, whatever came of it. */
  async leave(): Promise<void> {
    const { runners, sessions } = this.context;
    await runners.closeAll();
    await this.#locks?.release(sessions, this.#underway.step);
    await sessions.closeAll();
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
    const completed = this.#outputs.complete(item.step);
    const context = this.#stepContext({ ...item, ...(completed.ok && { step: completed.step }) });
    const unfit = completed.ok ? undefined : failed(completed.failure);
    this.#course.note(context, await this.#work(context, item, unfit).catch(lockedOut));
  };

  /** @param unfit why it can't even be begun */
  async #work(context: StepContext, item: Item, unfit: Outcome | undefined): Promise<Outcome> {
    this.#books.begin(item);
    const since = context.clock.now();
    const settled: Settled = unfit
      ? { kind: 'stop', outcome: unfit }
      : await settle(context, item.found);
    const outcome = settled.kind === 'run' ? await runStep(context) : settled.outcome;
    const durationMs = context.clock.now() - since;
    const ended = settled.kind === 'stop' ? (settled.context ?? context) : context;
    if (settled.kind === 'decided') this.#books.decided(context, settled.outcome, durationMs);
    else await this.#books.end(ended, this.#outputs.take(ended, outcome), durationMs);
    if (outcome.kind === 'ended') context.runners.ended(context.step.host, context.step.id);
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
      const { reason, detail, held, at } = end;
      const undecided = end.undecided && at;
      await report.append({ type: 'paused', reason, ...at });
      report.emit({ type: 'paused', run, reason, detail, held });
      return { status: 'paused', pause: { reason, detail, held, undecided }, failures, recap };
    }
    const { goal = SUCCESS } = this.#options;
    const reached = recap.some(({ skipped }) => skipped > 0) ? goal.part : goal.whole;
    const status = end.kind === 'succeeded' ? reached : end.kind;
    await report.append({ type: 'run-ended', status });
    report.emit({ type: 'run-ended', run, status, recap });
    return { status: end.kind, failures, recap };
  }
}

/** A target that is somebody else's pauses the run; nothing was sent there. */
function lockedOut(error: unknown): Outcome {
  if (!(error instanceof TargetLockedError)) throw error;
  return { kind: 'paused', reason: 'locked', detail: error.message, held: error.held };
}

/** `output/003-create-cluster.node1.1.log`: sorted as executed, one for each attempt. */
function outputName({ step: { id, host }, index }: Item, attempt: number): string {
  const safe = (text: string): string => text.replaceAll(/[^A-Za-z0-9._-]/g, '_');
  return `output/${String(index).padStart(3, '0')}-${safe(id)}.${safe(host)}.${attempt}.log`;
}
