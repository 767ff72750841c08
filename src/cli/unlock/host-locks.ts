/** The locks on targets: looked at, and removed, without holding one. */
import { askHost } from '../../executor/lock/ask.ts';
import { type LockAnswer, lookScript, removeScript } from '../../executor/lock/lines.ts';
import { ConnectError, type Session } from '../../transports/transport.ts';

export interface HostLock {
  readonly host: string;
  /** What is there, or what became of the removal. */
  readonly answer: LockAnswer | { readonly kind: 'unreachable'; readonly error: ConnectError };
}

export type Connect = (host: string) => Promise<Session>;

/** What stands on each host. */
export function lookAt(hosts: readonly string[], connect: Connect): Promise<HostLock[]> {
  return each(hosts, connect, lookScript());
}

/** Removes the lock with this id, never another. */
export function removeFrom(
  hosts: readonly string[],
  connect: Connect,
  id: string,
): Promise<HostLock[]> {
  return each(hosts, connect, removeScript(id));
}

async function each(hosts: readonly string[], connect: Connect, line: string): Promise<HostLock[]> {
  const found: HostLock[] = [];
  // One after another: each may ask for a password.
  for (const host of hosts) found.push({ host, answer: await one(host, connect, line) });
  return found;
}

async function one(host: string, connect: Connect, line: string): Promise<HostLock['answer']> {
  try {
    const session = await connect(host);
    try {
      return await askHost(host, session, line);
    } finally {
      await session.close();
    }
  } catch (error) {
    if (error instanceof ConnectError) return { kind: 'unreachable', error };
    throw error;
  }
}
