/** What a command's end means for its step. Pure. */
import { failed, type Outcome, type StepContext } from '../context.ts';
import { backupOf } from '../put/put.ts';
import { VARS_BYTES } from '../remote/script.ts';
import { describeEnd, failureOf, isSuccess, withUndoHint } from './failure.ts';
import type { Sent } from './send.ts';

export function outcomeOf({ step, run }: Pick<StepContext, 'step' | 'run'>, sent: Sent): Outcome {
  const { end, lastLine, left } = sent;
  const backup = backupOf(sent);
  if (end.kind === 'lost' && end.sent === false) return neverBegan(end.reason);
  if (end.kind === 'lost' || end.kind === 'aborted') {
    const hint = left ? `\`runbook resume ${run}\` goes on with it.` : undefined;
    return { kind: 'unknown', detail: `The command ${describeEnd(end)}`, hint };
  }
  if (end.kind === 'timeout' && end.unstopped)
    return { kind: 'unknown', detail: `The command ${describeEnd(end)}`, hint: STILL_THERE };
  const exitCode = end.kind === 'exited' ? end.code : undefined;
  if (sent.stopped && !isSuccess(end)) return stopped(describeEnd(end), exitCode, backup);
  const mismatch = isSuccess(end) ? sent.mismatch : undefined;
  const failure = failureOf({ end, lastLine, mismatch });
  if (failure) return failed(withUndoHint(failure, step), backup);
  const result = step.changing ? 'changed' : 'ok';
  return { kind: 'ended', result, exitCode, backup, outputs: outputsOf(sent.vars ?? '') };
}

const STILL_THERE = 'It may still be running on the host: look before you resume.';

function neverBegan(reason: string): Outcome {
  const detail = `It never began: ${reason}`;
  return failed({ reason: 'unreachable', detail, hint: 'Nothing was changed.' });
}

function stopped(how: string, exitCode: number | undefined, backup: string | undefined): Outcome {
  const detail = `It was stopped by the operator, and ${how}`;
  return failed({ reason: 'aborted', detail, exitCode }, backup);
}

/**
 * What a step left for later ones, as it may be used: where there is more than is read, without
 * its last line. Of a value that is cut off, a later step would make another command; of a
 * secret, half would not be recognised.
 */
export function wholeVars(vars: string): string {
  const cut = Buffer.byteLength(vars) > VARS_BYTES;
  return cut ? vars.slice(0, vars.lastIndexOf('\n', vars.length - 2) + 1) : vars;
}

/** `key=value` lines; the last of a key counts, other lines say nothing. */
export function outputsOf(text: string): Readonly<Record<string, string>> | undefined {
  const pairs = text.split('\n').flatMap((line) => {
    const found = /^([A-Za-z_][A-Za-z0-9_-]*)=(.*)$/.exec(line.replace(/\r$/, ''));
    return found ? [[found[1], found[2]]] : [];
  });
  return pairs.length > 0 ? Object.fromEntries(pairs) : undefined;
}
