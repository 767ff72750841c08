/** `runbook unlock`: lists locks, or removes those with an id that was seen. */
import { hostname } from 'node:os';
import { isLockId } from '../../executor/lock/lock.ts';
import { type Action, flag, type Invocation } from '../command.ts';
import { CliError } from '../errors.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { lookAt } from '../unlock/host-locks.ts';
import { localLocks } from '../unlock/local-locks.ts';
import { connecting, exitOf, givenHosts } from '../unlock/reach.ts';
import { remove } from '../unlock/removal.ts';
import { hostData, hostLines, localLines } from '../unlock/unlock-view.ts';

export const run: Action = async (invocation) => {
  const id = invocation.args[0];
  if (id === undefined) return list(invocation);
  if (isLockId(id)) return remove(invocation, id);
  throw new CliError(EXIT.usage, `"${id}" is not the id of a lock`, 'runbook unlock lists them');
};

async function list(invocation: Invocation): Promise<ExitCode> {
  const { terminal, options, stateDir } = invocation;
  const locks = localLocks(stateDir);
  const hosts = givenHosts(invocation);
  const found = hosts ? await lookAt(hosts, connecting(invocation)) : [];
  const colors = terminal.colors.out;
  if (flag(options, 'json')) {
    terminal.json({ locks, ...(hosts && { hosts: found.map(hostData) }) });
  } else {
    for (const line of locks.length > 0 ? localLines(locks, hostname(), colors, new Date()) : [])
      terminal.out(line);
    if (locks.length === 0) terminal.note(`no run of ${hostname()} holds a lock`);
    for (const line of found.length > 0 ? hostLines(found, colors, new Date()) : [])
      terminal.out(line);
  }
  return exitOf(found);
}
