/** The commands around an action that change nothing: check and verify (and `invariants.ts`). */
import type { PlannedCommand, PlannedVerify } from '../../plan/model.ts';
import { ConnectError, type ExecEnd } from '../../transports/transport.ts';
import { announce, isInterrupted, type StepContext } from '../context.ts';
import { type Failure, failureOf, isSuccess } from './failure.ts';
import { commandRequest } from './request.ts';
import { PROBE_TIMEOUT_MS, type Sent, sendProbe } from './send.ts';

export type CheckResult = 'satisfied' | 'not satisfied' | 'interrupted' | Failure;

/** Exit 0 = satisfied; another code = not yet. Anything else fails the step: nobody can tell. */
export async function check(context: StepContext, command: PlannedCommand): Promise<CheckResult> {
  announce(context, 'check', command.script);
  const request = await commandRequest(context, command, PROBE_TIMEOUT_MS);
  const { end, lastLine } = await sendProbe(context, { request });
  if (end.kind === 'aborted') return 'interrupted';
  if (end.kind === 'exited') return end.code === 0 ? 'satisfied' : 'not satisfied';
  return failureOf({ end, lastLine }) ?? 'not satisfied';
}

export type Verified =
  | { readonly kind: 'holds' }
  | { readonly kind: 'fails'; readonly failure: Failure }
  /** The host could not be asked, or the operator interrupted. */
  | { readonly kind: 'unclear'; readonly detail: string };

/**
 * Tries until it exits 0, at most `1 + retries` times. A lost link counts as a try and
 * is opened anew for the next one, so that a verify may wait for a host that restarts.
 */
export async function verify(context: StepContext, command: PlannedVerify): Promise<Verified> {
  const { clock, signal } = context;
  for (let tries = 1; ; tries += 1) {
    announce(context, 'verify', command.script, tries);
    const sent = await tryProbe(context, command);
    if (isSuccess(sent.end)) return { kind: 'holds' };
    if (sent.end.kind === 'aborted' || isInterrupted(context)) return unclear('it was interrupted');
    if (tries > command.retries) return notVerified(sent, tries);
    await clock.sleep(command.everyMs, signal);
    if (isInterrupted(context)) return unclear('it was interrupted');
  }
}

function notVerified({ end, lastLine }: Sent, tries: number): Verified {
  if (end.kind === 'lost') return unclear(end.reason);
  const failure = failureOf({ verify: { end, tries, lastLine } });
  return failure ? { kind: 'fails', failure } : { kind: 'holds' };
}

function unclear(detail: string): Verified {
  return { kind: 'unclear', detail };
}

/** @throws ConnectError */
export async function probe(context: StepContext, command: PlannedCommand): Promise<Sent> {
  const request = await commandRequest(context, command, PROBE_TIMEOUT_MS);
  return sendProbe(context, { request });
}

/** A host that can't be reached counts as a link that was lost. */
export async function tryProbe(context: StepContext, command: PlannedCommand): Promise<Sent> {
  try {
    return await probe(context, command);
  } catch (error) {
    if (!(error instanceof ConnectError)) throw error;
    const end: ExecEnd = { kind: 'lost', reason: error.message };
    return { end, stdout: '' };
  }
}
