/**
 * The one loop: a plan's steps, in order, each kept, run, or stopped at.
 *
 * Expected trouble is in the outcome and in the journal. What rejects is only what
 * makes going on dishonest: a journal that can't be written.
 */
import { compareWithState } from '../plan/resume.ts';
import { Bookkeeping } from './bookkeeping.ts';
import { equip } from './equipment.ts';
import type { ExecuteOptions, ExecuteOutcome, Goal } from './options.ts';
import { Course } from './order/course.ts';
import { goThrough } from './order/lanes.ts';
import { rounds } from './order/schedule.ts';
import { type Shared, takeTurn } from './order/turn.ts';
import { Outputs } from './step/outputs.ts';

/**
 * Executes a plan, or goes on with one: steps that `previous` holds as done are kept.
 *
 * One host at a time, or several (`rounds`); from the first failure on no step begins.
 * @throws ProblemError when the journal can't be written.
 */
export async function execute(options: ExecuteOptions): Promise<ExecuteOutcome> {
  const { plan, run, forks, previous } = options;
  const course = new Course(options.signal);
  const stopped = (): boolean => course.stopped;
  const { context, leave } = equip(options, stopped);
  const { report } = context;
  const books = new Bookkeeping(report, plan.hosts, plan.steps.length);
  const outputs = new Outputs(options.complete, previous);
  const shared: Shared = { context, plan, course, books, outputs };
  try {
    const { runbook, title, steps } = plan;
    report.emit({ type: 'run-started', run, runbook, title, steps: steps.length });
    // Those of the plan come first, in its order.
    const found = previous && compareWithState(plan, previous);
    for (const { lanes, width } of rounds(plan, forks, found))
      await goThrough(lanes, width, (item) => takeTurn(shared, item), stopped);
    return await conclude(shared, options.goal);
  } finally {
    await leave();
  }
}

const SUCCESS: Goal = { whole: 'succeeded', part: 'succeeded' };

/** Records and says how the run ended. */
async function conclude(
  { context: { report, run }, course, books }: Shared,
  goal: Goal = SUCCESS,
): Promise<ExecuteOutcome> {
  const { failures } = course;
  const recap = books.recap();
  const end = course.conclude();
  if (end.kind === 'paused') {
    const { reason, detail, held, at } = end;
    const undecided = end.undecided && at;
    await report.append({ type: 'paused', reason, ...at });
    report.emit({ type: 'paused', run, reason, detail, held });
    return { status: 'paused', pause: { reason, detail, held, undecided }, failures, recap };
  }
  const reached = recap.some(({ skipped }) => skipped > 0) ? goal.part : goal.whole;
  const status = end.kind === 'succeeded' ? reached : end.kind;
  await report.append({ type: 'run-ended', status });
  report.emit({ type: 'run-ended', run, status, recap });
  return { status: end.kind, failures, recap };
}
