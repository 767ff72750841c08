/** The action itself: the record before it, the sending, and what came of it. */
import type { EntryOf } from '../journal/entries.ts';
import { announce, failed, type Outcome, type StepContext, stepRef } from './context.ts';
import { mismatch } from './expect.ts';
import { describeEnd, failureOf, isSuccess, withUndoHint } from './failure.ts';
import { backupOf, type Prepared, putFacts, sendPut } from './put.ts';
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

/** Records `step-started`, waits until it is on disk, and only then sends. @throws ConnectError */
export async function runAction(
  context: StepContext,
  ready: Ready,
  guard: Guard = {},
): Promise<Outcome> {
  const { report, attempt, outputFile } = context;
  const facts = { ...writes(context, ready), ...guard.record };
  const start = { ...stepRef(context), attempt, output: outputFile, ...facts };
  await report.append({ type: 'step-started', ...start });
  return (await guard.ready?.()) ?? outcomeOf(context, await send(context, ready));
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
  announce(context, 'action', action.command.script);
  const { command, answers } = action;
  const request = await commandRequest(context, command, ACTION_TIMEOUT_MS, answers);
  return sendAction(context, { request, keep: expect !== undefined });
}

function outcomeOf({ step }: StepContext, sent: Sent): Outcome {
  const { end, lastLine } = sent;
  if (end.kind === 'lost' || end.kind === 'aborted')
    return { kind: 'unknown', detail: `The command ${describeEnd(end)}` };
  const expected =
    step.expect && isSuccess(end) ? mismatch(step.expect, sent.transcript) : undefined;
  const failure = failureOf({ end, lastLine, mismatch: expected });
  const backup = backupOf(sent);
  if (failure) return failed(withUndoHint(failure, step), backup);
  const exitCode = end.kind === 'exited' ? end.code : undefined;
  return { kind: 'ended', result: step.changing ? 'changed' : 'ok', exitCode, backup };
}
