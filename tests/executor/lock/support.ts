/** A lock folder of its own, and sessions whose commands see it as the host's. */
import { readdirSync } from 'node:fs';
import type { TargetLock } from '../../../src/executor/lock/lock.ts';
import { localTransport } from '../../../src/transports/local.ts';
import type { Channel, Session } from '../../../src/transports/transport.ts';

export const LOCK: TargetLock = {
  id: '0123abcd',
  run: 'r1',
  runbook: 'web-restart',
  operator: 'ada',
  machine: 'desk',
  since: '2026-07-14T09:12:00.000Z',
  process: { home: 'here', pid: 4711, start: '99', boot: 'b' },
};

/** A session to this machine, on which locks are in `folder`. */
export async function sessionWith(folder: string, prefix = ''): Promise<Session> {
  const session = await localTransport().connect({
    name: 'web1',
    hostKeys: [],
    platform: 'posix',
  });
  const set = `RUNBOOK_LOCK_DIR='${folder}'; export RUNBOOK_LOCK_DIR; ${prefix}`;
  return {
    ...session,
    open: (line, onBytes) => session.open?.(set + line, onBytes) as Channel,
    exec: (request, ...rest) => session.exec({ ...request, line: set + request.line }, ...rest),
  };
}

/** What is left in the folder. */
export function left(folder: string): string[] {
  return readdirSync(folder).sort();
}
