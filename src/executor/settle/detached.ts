/** A step that an earlier session left running on its host, or that ended there meanwhile. */
import { moment } from '../../journal/moment.ts';
import { ConnectError } from '../../transports/transport.ts';
import type { Outcome, StepContext } from '../context.ts';
import { reattach } from '../step/detach.ts';
import { outcomeOf } from '../step/outcome.ts';
import { withProof } from '../step/proof.ts';
import { ACTION_TIMEOUT_MS } from '../step/send.ts';
import type { Decision } from './settle.ts';

/** What the host knows of it; undefined when it can't tell. */
export type Found =
  /** @property context of the attempt that was found, which the outcome ends */
  { readonly outcome: Outcome; readonly context: StepContext } | { readonly decision: Decision };

/** Attaches to it again, and goes on as if the session had never ended. */
export async function settleDetached(context: StepContext): Promise<Found | undefined> {
  const { before, decide, step } = context;
  if (before?.remote === undefined || decide(step, 'unknown')) return undefined;
  const was = asItWas(context);
  const acted = await findDetached(was);
  if (acted === 'never') return { decision: NEVER_BEGAN };
  return acted && { context: was, outcome: await withProof(was, acted) };
}

export const NEVER_BEGAN: Decision = {
  by: 'reattach',
  choice: 'rerun',
  detail: 'it never began',
};

/**
 * How the action that an earlier session began ended, once it has; nothing after it is looked at.
 * @param was the context as it was then
 */
export async function findDetached(was: StepContext): Promise<Outcome | 'never' | undefined> {
  const { before, runners, step } = was;
  if (before?.remote === undefined) return undefined;
  try {
    const open = await runners.get(step.host);
    return open && (await attached(was, { ...open, key: before.remote }));
  } catch (error) {
    if (error instanceof ConnectError) return undefined;
    throw error;
  }
}

/** What runs there is what was meant then: its end is recorded of that text, and of that try. */
export function asItWas(context: StepContext): StepContext {
  const { before, step } = context;
  if (!before) return context;
  const { hash, sourceHash, attempts: attempt, output = context.outputFile } = before;
  return { ...context, step: { ...step, hash, sourceHash }, attempt, outputFile: output };
}

async function attached(
  context: StepContext,
  remote: NonNullable<StepContext['remote']>,
): Promise<Outcome | 'never' | undefined> {
  const { report, step, before } = context;
  const where = { step: step.id, host: step.host };
  const text = `It was begun at ${before?.startedAt ? moment(before.startedAt) : 'an unknown time'}: attaching to it again.`;
  report.emit({ type: 'notice', ...where, text });
  const { sent, came } = await reattach(context, remote, options(context));
  if (came === 'never') return 'never';
  if (came === 'vanished') {
    const why = sent.end.kind === 'lost' ? sent.end.reason : 'nobody knows';
    report.emit({ type: 'notice', ...where, text: `How it ended can not be found: ${why}.` });
    return undefined;
  }
  return outcomeOf(context, sent);
}

/** What a put prints isn't for people, and is wanted whole. */
function options({ step: { action, expect }, before }: StepContext) {
  const timeoutMs = (action.kind === 'run' && action.command.timeoutMs) || ACTION_TIMEOUT_MS;
  const put = action.kind === 'put';
  const request = { line: '', timeoutMs };
  return { request, expect, keep: put, quiet: put, startedAt: before?.startedAt };
}
