/** A step's turn on its host: kept, or settled and run, and its end recorded. */
import type { Plan, PlannedStep } from '../../plan/model.ts';
import type { Bookkeeping } from '../bookkeeping.ts';
import { failed, type Outcome, type RunContext, type StepContext } from '../context.ts';
import type { Operator } from '../events.ts';
import { TargetLockedError } from '../lock/locked-error.ts';
import { type Settled, settle } from '../settle/settle.ts';
import type { Outputs } from '../step/outputs.ts';
import { runStep } from '../step/step.ts';
import type { Course } from './course.ts';
import type { Item } from './schedule.ts';

/** What the turns of a run share. */
export interface Shared {
  readonly context: RunContext;
  readonly plan: Plan;
  readonly course: Course;
  readonly books: Bookkeeping;
  readonly outputs: Outputs;
}

/** Rejects only when the journal can't be written. */
export async function takeTurn(shared: Shared, item: Item): Promise<void> {
  const { course, books, outputs } = shared;
  if (item.found?.verdict === 'done') {
    books.keep(item, item.found.state?.result ?? 'ok');
    return;
  }
  const completed = outputs.complete(item.step);
  const step = completed.ok ? completed.step : item.step;
  const context = stepContext(shared, { ...item, step });
  const unfit = completed.ok ? undefined : failed(completed.failure);
  books.begin(item);
  const outcome = work(shared, context, item, unfit);
  course.note(context, await outcome.catch((error: unknown) => lockedOut(context, error)));
}

/** @param unfit why it can't even be begun */
async function work(
  { books, outputs }: Shared,
  context: StepContext,
  item: Item,
  unfit: Outcome | undefined,
): Promise<Outcome> {
  const { clock, runners, step } = context;
  const since = clock.now();
  const { operator, waitedMs } = timed(context);
  const asked = { ...context, operator };
  const settled: Settled = unfit
    ? { kind: 'stop', outcome: unfit }
    : await settle(asked, item.found);
  const outcome = settled.kind === 'run' ? await runStep(asked) : settled.outcome;
  const durationMs = Math.max(0, clock.now() - since - waitedMs());
  const ended = settled.kind === 'stop' ? (settled.context ?? context) : context;
  if (settled.kind === 'decided') books.decided(context, settled.outcome, durationMs);
  else await books.end(ended, outputs.take(ended, outcome), durationMs);
  if (outcome.kind === 'ended') runners.files.ended(step.host, step.id);
  return outcome;
}

/** The operator, and how long a step has waited for answers: that is not the step's own time. */
function timed({ clock, operator }: StepContext): { operator: Operator; waitedMs: () => number } {
  let waited = 0;
  const during = async <T>(answer: Promise<T>): Promise<T> => {
    const since = clock.now();
    return answer.finally(() => {
      waited += clock.now() - since;
    });
  };
  return {
    waitedMs: () => waited,
    operator: {
      ...operator,
      manual: (step) => during(operator.manual(step)),
      confirm: (step) => during(operator.confirm(step)),
      resolve: (...question) => during(operator.resolve(...question)),
    },
  };
}

function stepContext({ context, plan }: Shared, { step, index, found }: Item): StepContext {
  const before = found?.state;
  const attempt = (before?.attempts ?? 0) + 1;
  const invariants = plan.invariants[step.host] ?? [];
  return {
    ...context,
    step,
    before,
    attempt,
    invariants,
    ...(plan.undoes && { undoes: plan.undoes }),
    outputFile: outputName(step, index, attempt),
  };
}

/**
 * A target that is somebody else's pauses the run. `held` says that nothing was sent there: not
 * of a step that was begun before somebody removed our lock, and took the host.
 */
function lockedOut({ isOpen, step: { id, host } }: StepContext, error: unknown): Outcome {
  if (!(error instanceof TargetLockedError)) throw error;
  const { message, held } = error;
  const locked = { kind: 'paused', reason: 'locked' } as const;
  if (!isOpen(id, host)) return { ...locked, detail: message, held };
  const begun = `${id} was begun there before, and may be done, or at work`;
  return { ...locked, detail: `${message}. ${begun}: tell them, and resume once the lock is free` };
}

/** `output/003-create-cluster.node1.1.log`: sorted as executed, one for each attempt. */
function outputName({ id, host }: PlannedStep, index: number, attempt: number): string {
  const safe = (text: string): string => text.replaceAll(/[^A-Za-z0-9._-]/g, '_');
  return `output/${String(index).padStart(3, '0')}-${safe(id)}.${safe(host)}.${attempt}.log`;
}
