/**
 * What becomes of a step that an earlier session of the run left behind.
 *
 * Done stays done. An outcome that nobody knows is looked up on the host; where the
 * host can't tell, it is run again only if that is declared to do no harm, and said
 * out loud; otherwise a person decides. Never rerun silently, never called done.
 */
import type { EntryOf } from '../../journal/entries.ts';
import {
  harmlessBecause,
  isQuestion,
  nothingWasSent,
  type Question as Verdict,
} from '../../plan/intent.ts';
import type { ResumeItem } from '../../plan/resume.ts';
import { ConnectError } from '../../transports/transport.ts';
import {
  type Ended,
  interrupted,
  isInterrupted,
  type Outcome,
  type StepContext,
  stepRef,
} from '../context.ts';
import type { UnknownChoice } from '../events.ts';
import { check, verify } from '../step/probes.ts';
import { UnansweredError } from '../sudo/elevator.ts';
import { settleDetached } from './detached.ts';
import { isGuarded, settleGuarded } from './guarded.ts';

export type Settled =
  | { readonly kind: 'run' }
  /** Ended by a decision: it isn't run. */
  | { readonly kind: 'decided'; readonly outcome: Ended }
  /** @property context of the attempt that the outcome ends, when it is an earlier one */
  | { readonly kind: 'stop'; readonly outcome: Outcome; readonly context?: StepContext };

type Question = Pick<ResumeItem, 'detail'> & { readonly verdict: Verdict };

export interface Decision {
  readonly by: EntryOf<'decision'>['by'];
  readonly choice: UnknownChoice;
  readonly detail: string;
}

/** Decides about a step that isn't done, records the decision, and says it. */
export async function settle(context: StepContext, item: ResumeItem | undefined): Promise<Settled> {
  const { verdict = 'new', detail = '' } = item ?? {};
  if (!isQuestion(verdict) || nothingWasSent(verdict, context.before))
    return unasked(context, item);
  const question = { verdict, detail };
  const settleByHost = isGuarded(context) ? settleGuarded : settleDetached;
  const found = verdict === 'unknown' ? await settleByHost(context) : undefined;
  if (found && 'outcome' in found) return { kind: 'stop', ...found };
  const decision = found?.decision ?? (await decide(context, question));
  if (isInterrupted(context)) return { kind: 'stop', outcome: interrupted(context) };
  if (!decision) return { kind: 'stop', outcome: open(context, question) };
  await record(context, question, decision);
  return carryOut(context, decision);
}

/** There is nothing to ask; but a flag may say that it is done already, or to be left out. */
async function unasked(context: StepContext, item: ResumeItem | undefined): Promise<Settled> {
  const { verdict = 'new', detail = '' } = item ?? {};
  const decision = saidBefore(context, verdict);
  if (decision?.choice !== 'done' && decision?.choice !== 'skip') return { kind: 'run' };
  await record(context, { verdict, detail }, decision);
  return carryOut(context, decision);
}

/** What was decided before anything was sent: by a flag, or at the table. */
function saidBefore(
  { decide, step }: StepContext,
  verdict: ResumeItem['verdict'],
): Decision | undefined {
  const said = decide(step, verdict);
  const detail = said?.by === 'flag' ? 'as the command line says' : 'the operator said so';
  return said && { ...said, detail };
}

/** What was said before first, then the host, then what the author declared, then the operator. */
async function decide(context: StepContext, question: Question): Promise<Decision | undefined> {
  const { step, operator } = context;
  const said = saidBefore(context, question.verdict);
  if (said) return said;
  const found = question.verdict === 'unknown' ? await lookUp(context) : undefined;
  if (found) return found;
  const harmless = harmlessBecause(step, question.verdict);
  if (harmless) return { by: 'rerun-safe', choice: 'rerun', detail: harmless };
  if (isInterrupted(context)) return undefined;
  const choice = await operator.resolve(
    context.report.shown(step),
    question.verdict,
    question.detail,
  );
  return choice && { by: 'operator', choice, detail: 'the operator said so' };
}

/** Asks the host, on a fresh session: the old link is the one that may have been lost. */
async function lookUp(context: StepContext): Promise<Decision | undefined> {
  const { sessions, step } = context;
  // Of a host that was to reboot, its boot has told already; a verify may hold before it does.
  if ((!step.verify && !step.check) || context.before?.boot !== undefined) return undefined;
  await sessions.drop(step.host);
  const probe = step.verify ? 'verify' : 'check';
  const holds = await askHost(context);
  return holds ? { by: 'verify', choice: 'done', detail: `its ${probe} holds` } : undefined;
}

async function askHost(context: StepContext): Promise<boolean> {
  const { step } = context;
  try {
    if (step.verify) return (await verify(context, step.verify)).kind === 'holds';
    return step.check !== undefined && (await check(context, step.check)) === 'satisfied';
  } catch (error) {
    if (error instanceof ConnectError || error instanceof UnansweredError) return false;
    throw error;
  }
}

async function record(
  context: StepContext,
  question: Pick<ResumeItem, 'verdict' | 'detail'>,
  decision: Decision,
): Promise<void> {
  const { report, step } = context;
  const { by, choice, detail } = decision;
  await report.append({ type: 'decision', ...stepRef(context), by, decision: choice, detail });
  const { verdict } = question;
  const where = { step: step.id, host: step.host };
  report.emit({ type: 'decision', ...where, verdict, by, decision: choice, detail });
}

function carryOut({ step }: StepContext, { choice }: Decision): Settled {
  if (choice === 'rerun') return { kind: 'run' };
  if (choice !== 'abort') {
    const result = choice === 'skip' ? 'skipped' : 'ok';
    return { kind: 'decided', outcome: { kind: 'ended', result } };
  }
  const detail = `the operator gave up at step ${step.id} on ${step.host}`;
  return { kind: 'stop', outcome: { kind: 'aborted', detail } };
}

const OPEN = {
  unknown: 'was begun, and nobody knows how it ended',
  failed: 'failed, and may have been done in part',
  'done-but-edited': 'was done, and its text was edited since',
  'inventory-changed': 'was done, and the inventory now gives another text',
} as const satisfies Record<Verdict, string>;

function open({ step, before }: StepContext, { verdict }: Question): Outcome {
  const what = `step ${step.id} on ${step.host} ${OPEN[verdict]}`;
  const why = verdict === 'unknown' || verdict === 'failed' ? before?.detail : undefined;
  const detail = why ? `${what} (${why})` : what;
  return { kind: 'paused', reason: 'question', detail, undecided: true };
}
