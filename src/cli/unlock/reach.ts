/** Which hosts an unlock is about, how it reaches them, and how it ends. */
import { loadInventory } from '../../inventory/load-fs.ts';
import { resolveSelector } from '../../plan/targets.ts';
import { ProblemError } from '../../problem/problem.ts';
import { type Invocation, text, texts } from '../command.ts';
import { connector } from '../connections.ts';
import { EXIT, type ExitCode, exitOfConnect } from '../exit-codes.ts';
import type { Connect, HostLock } from './host-locks.ts';

/** The hosts of `--host`; undefined when it isn't given. @throws ProblemError */
export function givenHosts({ options, root }: Invocation): readonly string[] | undefined {
  const names = texts(options, 'host').join(',');
  if (names === '') return undefined;
  const found = resolveSelector(names, loadInventory(root()).inventory, undefined);
  if (!found.ok) throw new ProblemError(found.problems);
  return found.hosts;
}

/** Why nothing is known of any host; undefined when the inventory can be read. */
export function whyNoInventory({ root }: Invocation): string | undefined {
  try {
    loadInventory(root());
    return undefined;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return error.problems[0]?.message ?? 'the inventory can not be read';
  }
}

/** Connects when it is first needed: a lock of this machine needs no project. */
export function connecting(invocation: Invocation): Connect {
  const { options, root } = invocation;
  let connect: Connect | undefined;
  return (host) => {
    connect ??= connector(
      invocation,
      {
        inventory: loadInventory(root()).inventory,
        transport: text(options, 'transport') ?? 'ssh',
      },
      (work) => work(),
      new AbortController().signal,
    );
    return connect(host);
  };
}

/** Of the first host that could not be reached. */
export function exitOf(locks: readonly HostLock[]): ExitCode {
  for (const { answer } of locks)
    if (answer.kind === 'unreachable') return exitOfConnect(answer.error.failure);
  return EXIT.ok;
}
