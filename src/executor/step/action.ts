/** The action itself: the record before it, the sending, and what came of it. */
import type { EntryOf } from '../../journal/entries.ts';
import { announce, type Outcome, type StepContext, stepRef } from '../context.ts';
import { type Prepared, putFacts, sendPut } from '../put/put.ts';
import { remoteKey } from '../remote/requests.ts';
import { outcomeOf } from './outcome.ts';
import { commandRequest } from './request.ts';
import { ACTION_TIMEOUT_MS, type Sent, sendAction } from './send.ts';

/** What was found out before the operator was asked. */
export type Ready = Extract<Prepared, { kind: 'write' }> | { readonly kind: 'run' };

/** What stands around an action that could lock the operator out. */
export interface Guard {
  /** What a resume must know of it, recorded with the start. */
  readonly record?: Pick<EntryOf<'step-started'>, 'revert' | 'boot'>;
  /** After the record, before anything is sent. An outcome ends the step: nothing was sent. */
  readonly ready?: () => Promise<Outcome | undefined>;
}

/** Then the host can't be kept long enough to begin it. */
const TRIES = 3;

/**
 * Records `step-started`, waits until it is on disk, and only then sends. What certainly
 * never began is recorded as such, and begun again under another name. @throws ConnectError
 */
export async function runAction(
  context: StepContext,
  ready: Ready,
  guard: Guard = {},
): Promise<Outcome> {
  for (let tries = 1; ; tries += 1) {
    const acting = await detached(context, tries);
    await begin(acting, ready, guard);
    // What it prepares is prepared still when the step is begun again.
    const stopped = tries === 1 ? await guard.ready?.() : undefined;
    if (stopped) return stopped;
    const sent = await send(acting, ready);
    if (!acting.remote || !neverBegan(sent) || tries === TRIES) return outcomeOf(acting, sent);
    await beginAgain(acting, sent, tries);
  }
}

/** Where the host takes detached commands, under which name; else the context as it is. */
async function detached(context: StepContext, tries: number): Promise<StepContext> {
  const { runners, step, attempt } = context;
  const open = await runners.get(step.host);
  if (!open) return context;
  const key = remoteKey(step.id, attempt, tries);
  runners.files.begins(step.host, step.id, key);
  return { ...context, remote: { ...open, key } };
}

async function begin(context: StepContext, ready: Ready, guard: Guard): Promise<void> {
  const { report, attempt, outputFile: output, remote } = context;
  const facts = { ...writes(context, ready), ...guard.record };
  const start = { ...stepRef(context), attempt, output, remote: remote?.key, ...facts };
  await report.append({ type: 'step-started', ...start });
}

function neverBegan({ end }: Sent): boolean {
  return end.kind === 'lost' && end.sent === false;
}

async function beginAgain(context: StepContext, { end }: Sent, tries: number): Promise<void> {
  const { report, runners, step } = context;
  const { reason = '', refused = false } = end.kind === 'lost' ? end : {};
  const detail = `it never began: ${reason}`;
  const decision = { by: 'reattach', decision: 'rerun', detail } as const;
  await report.append({ type: 'decision', ...stepRef(context), ...decision });
  const where = { step: step.id, host: step.host };
  report.emit({ type: 'decision', ...where, verdict: 'unknown', ...decision });
  if (refused && tries > 1) runners.giveUp(step.host, reason);
  else if (refused) runners.renew(step.host);
}

/** Known before it is written: how to take it back, whatever becomes of it. */
function writes({ step: { action } }: StepContext, ready: Ready) {
  const file = action.kind === 'put' && ready.kind === 'write';
  return file ? { put: putFacts(action.file, ready.old) } : {};
}

async function send(context: StepContext, ready: Ready): Promise<Sent> {
  const { action, expect } = context.step;
  if (action.kind === 'put' && ready.kind === 'write') {
    announce(context, 'action', `write ${action.file.path}`);
    return sendPut(context, action.file, ready.old);
  }
  if (action.kind !== 'run') throw new Error(`step ${context.step.id} has nothing to send`);
  announce(context, 'action', action.command.does ?? action.command.script);
  const { command, answers } = action;
  const request = await commandRequest(context, command, ACTION_TIMEOUT_MS, answers);
  return sendAction(context, { request, expect });
}
