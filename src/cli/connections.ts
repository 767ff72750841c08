/** How a run reaches its targets: the transport that was asked for, loaded when it is first needed. */
import type { Inventory } from '../inventory/schema.ts';
import { ProblemError } from '../problem/problem.ts';
import {
  ConnectError,
  type Session,
  type Target,
  type Transport,
} from '../transports/transport.ts';
import { connection } from '../views/connection.ts';
import { type Invocation, isInteractive, text } from './command.ts';
import { askLine, askSecret } from './prompt.ts';

/** Does one thing at a time with the terminal. */
export type InTurn = <T>(work: () => Promise<T>) => Promise<T>;

export interface Reach {
  readonly inventory: Inventory;
  /** `ssh` or `local`. */
  readonly transport: string;
}

/**
 * Opens sessions to hosts of the inventory.
 * @param inTurn around each question: several hosts may ask for a password at once
 */
export function connector(
  invocation: Invocation,
  { inventory, transport: name }: Reach,
  inTurn: InTurn,
  signal: AbortSignal,
): (host: string) => Promise<Session> {
  let transport: Promise<Transport> | undefined;
  return async (host) => {
    transport ??= openTransport(invocation, name, inventory, inTurn, signal);
    return (await transport).connect(target(inventory, host));
  };
}

/**
 * What the inventory says of a host.
 * @throws ConnectError when it has none of that name: a run that is taken back may know of one
 *   that is gone, or is called otherwise since
 */
export function target(inventory: Inventory, host: string): Target {
  try {
    return connection(inventory, host);
  } catch (error) {
    const problem = error instanceof ProblemError ? error.problems[0] : undefined;
    if (!problem) throw error;
    const { message, hint = 'runbook lint' } = problem;
    throw new ConnectError('resolution', host, message, hint);
  }
}

async function openTransport(
  invocation: Invocation,
  name: string,
  inventory: Inventory,
  inTurn: InTurn,
  signal: AbortSignal,
): Promise<Transport> {
  const { terminal, options } = invocation;
  if (name === 'local') return (await import('../transports/local.ts')).localTransport();
  const { sshTransport } = await import('../transports/ssh/ssh.ts');
  return sshTransport({
    configFile: text(options, 'sshConfig'),
    jumpTarget: (jump) => knownTarget(inventory, jump),
    password: isInteractive(invocation)
      ? (question) =>
          inTurn(() => (question.echo ? askLine : askSecret)(terminal, question.text, signal))
      : undefined,
  });
}

/** What the inventory knows of a jump host; nothing when it isn't in it. */
function knownTarget(inventory: Inventory, name: string): Target | undefined {
  const known = Object.hasOwn(inventory.hosts, name) || Object.hasOwn(inventory.switches, name);
  return known ? connection(inventory, name) : undefined;
}
