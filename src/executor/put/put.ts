/** The `put` action: read what is there, show the difference, write. */
import type { PutFacts } from '../../journal/entries.ts';
import type { PlannedFile } from '../../plan/model.ts';
import { announce, failed, interrupted, type Outcome, type StepContext } from '../context.ts';
import { failureOf, isSuccess } from '../step/failure.ts';
import { scriptRequest } from '../step/request.ts';
import {
  ACTION_TIMEOUT_MS,
  PROBE_TIMEOUT_MS,
  type Sent,
  sendAction,
  sendProbe,
} from '../step/send.ts';
import { diffText, isAsWanted } from './diff.ts';
import { parseBackup, parseRead, type RemoteFile, readScript, writeScript } from './lines.ts';

export type Prepared =
  | { readonly kind: 'write'; readonly old: RemoteFile }
  | { readonly kind: 'as-wanted'; readonly backup?: string }
  | { readonly kind: 'stop'; readonly outcome: Outcome };

/** Reads the file on the host and shows what would change. Changes nothing. @throws ConnectError */
export async function preparePut(context: StepContext, file: PlannedFile): Promise<Prepared> {
  const place = { run: context.run, step: context.step.id };
  const plain = await scriptRequest(context, readScript(file, place), { sudo: file.sudo });
  const request = { ...plain, timeoutMs: PROBE_TIMEOUT_MS };
  const sent = await sendProbe(context, { request, keep: true, quiet: true });
  if (sent.end.kind === 'aborted') return { kind: 'stop', outcome: interrupted(context) };
  const old = isSuccess(sent.end) ? parseRead(sent.stdout) : undefined;
  if (old === undefined || old.kind === 'refused')
    return { kind: 'stop', outcome: unread(file, sent, old) };
  if (isAsWanted(old, file)) return { kind: 'as-wanted', backup: backupOf(sent) };
  announce(context, 'diff', diffText(old, file));
  return { kind: 'write', old };
}

/** Writes the file; `backupOf` tells where the old one was kept. @throws ConnectError */
export async function sendPut(
  context: StepContext,
  file: PlannedFile,
  old: RemoteFile,
): Promise<Sent> {
  const place = { run: context.run, step: context.step.id };
  const { sudo, content: input } = file;
  const plain = await scriptRequest(context, writeScript(file, old, place), { sudo, input });
  const request = { ...plain, timeoutMs: ACTION_TIMEOUT_MS };
  return sendAction(context, { request, keep: true, quiet: true });
}

export function putFacts({ path, sudo }: PlannedFile, old: RemoteFile): PutFacts {
  return {
    path,
    ...(old.kind === 'absent' && { absent: true as const }),
    ...(sudo && { sudo: true as const }),
  };
}

export const backupOf = (sent: Sent): string | undefined => parseBackup(sent.stdout);

function unread(file: PlannedFile, { end, lastLine }: Sent, old: RemoteFile | undefined): Outcome {
  if (old?.kind === 'refused')
    return failed({ reason: 'exit-code', detail: `${file.path} can not be written: ${old.why}` });
  const failure = failureOf({ end, lastLine }) ?? { reason: 'exit-code', detail: 'no answer' };
  return failed({ ...failure, detail: `${file.path} can not be read: ${failure.detail}` });
}
