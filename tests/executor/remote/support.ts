/** The shells that a host may have, and runners on this machine that use them. */
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { onTestFinished } from 'vitest';
import type { Heard } from '../../../src/executor/remote/hearing.ts';
import { closeRequest } from '../../../src/executor/remote/requests.ts';
import { Runner } from '../../../src/executor/remote/runner.ts';
import { localTransport } from '../../../src/transports/local.ts';
import type { Channel, Session } from '../../../src/transports/transport.ts';

/** Each as a command, or why it can't be tried here. */
export const SHELLS: readonly { readonly shell: string; readonly skip: boolean }[] = [
  { shell: 'dash', skip: !isThere('dash') },
  { shell: 'bash --posix', skip: !isThere('bash') },
  { shell: 'busybox sh', skip: !isThere('busybox') },
];

function isThere(program: string): boolean {
  try {
    execFileSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** A session to this machine whose long-lived shells are this one. */
export async function sessionWith(shell: string): Promise<Session> {
  const session = await localTransport().connect({ name: 'h', hostKeys: [], platform: 'posix' });
  onTestFinished(() => session.close());
  const open: Session['open'] = (line, onBytes) =>
    session.open?.(line.replace(/sh$/, shell), onBytes) as Channel;
  return { ...session, open };
}

export type Ready = Extract<Heard, { kind: 'ready' }>;

export interface Opened {
  readonly runner: Runner;
  readonly place: Ready;
}

/** @param begun keys that are said to have begun */
export async function openRunner(
  session: Session,
  folder = `t-${randomUUID()}`,
  begun: readonly string[] = [],
): Promise<Opened & { readonly folder: string }> {
  const runner = new Runner(session);
  const place = await runner.open(folder, begun);
  if (place.kind !== 'ready') throw new Error(JSON.stringify(place));
  return { runner, place, folder };
}

/** Removes a runner's files, whether or not their ends were heard. */
export async function forget({ runner }: Opened, keys: readonly string[]): Promise<void> {
  runner.tell(closeRequest(keys));
  await runner.end();
}
