/** Removes the locks with an id: on this machine, and on targets. */
import { hostname } from 'node:os';
import { unlock } from '../../journal/lock-fs.ts';
import { listRuns, type RunRecord } from '../../journal/runs-fs.ts';
import { flag, type Invocation, isInteractive } from '../command.ts';
import { CliError } from '../errors.ts';
import { operatorIdentity } from '../execution.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { ask } from '../prompt.ts';
import { inProjectOf } from '../run-source.ts';
import { type HostLock, lookAt, removeFrom } from './host-locks.ts';
import { type LocalLock, localLocks } from './local-locks.ts';
import { noteRemoval } from './note.ts';
import { connecting, exitOf, givenHosts, whyNoInventory } from './reach.ts';
import { answerText, hostLines, localLines } from './unlock-view.ts';

/** @throws CliError unless it is confirmed, and when nobody knows where the lock is */
export async function remove(given: Invocation, id: string): Promise<ExitCode> {
  const { terminal, stateDir } = given;
  const local = localLocks(stateDir).find((lock) => lock.id === id);
  const record = listRuns(stateDir).find(({ run }) => run === local?.run);
  const invocation = record ? inProjectOf(record, given) : given;
  const { hosts, missed: unseen } = hostsFor(invocation, id, local, record);
  const connect = connecting(invocation);
  const found = await lookAt(hosts, connect);
  const there = found.filter(({ answer }) => answer.kind === 'held' && answer.lock.id === id);
  show(invocation, local, found);
  if (!local && there.length === 0) return nothing(invocation, id, found);
  await confirm(invocation, id, local);
  if (local) {
    unlock(stateDir, id);
    await note(invocation, local, undefined, local.alive);
    terminal.note(`removed lock ${id} of run ${local.run} on this machine`);
  }
  const ends = await removeFrom(
    there.map(({ host }) => host),
    connect,
    id,
  );
  for (const [at, { host, answer }] of ends.entries()) {
    const before = there[at]?.answer;
    terminal.note(`${host}: ${answerText(answer)}`);
    if (answer.kind === 'removed' && before?.kind === 'held')
      await note(invocation, { ...before.lock, id }, host, local?.alive ?? false);
  }
  if (flag(invocation.options, 'json'))
    terminal.json({ lock: id, local: local !== undefined, hosts: ends.map(ended) });
  const missed = found.filter(({ answer }) => answer.kind === 'unreachable');
  if (ends.some(({ answer }) => answer.kind === 'refused')) return EXIT.failed;
  return unseen ? EXIT.unreachable : exitOf([...missed, ...ends]);
}

function ended({ host, answer }: HostLock) {
  return { host, removed: answer.kind === 'removed', detail: answerText(answer) };
}

/**
 * Where to look. The lock of this machine needs no project, nor an inventory without a mistake:
 * where its targets can't be looked up, that is said, and it goes all the same.
 */
function hostsFor(
  invocation: Invocation,
  id: string,
  local: LocalLock | undefined,
  record: RunRecord | undefined,
): { readonly hosts: readonly string[]; readonly missed: boolean } {
  const given = givenHosts(invocation);
  const hosts = given ?? hostsOf(id, local, record);
  const trouble = given || hosts.length === 0 ? undefined : whyNoInventory(invocation);
  if (trouble === undefined) return { hosts, missed: false };
  const { terminal } = invocation;
  terminal.note(`not looked at: ${hosts.join(', ')} (${trouble})`);
  terminal.note(`  in the project: runbook unlock ${id} --host ${hosts.join(',')}`);
  return { hosts: [], missed: true };
}

/** Those that the run knows which holds the lock on this machine. */
function hostsOf(
  id: string,
  local: LocalLock | undefined,
  record: RunRecord | undefined,
): readonly string[] {
  if (!local) {
    throw new CliError(
      EXIT.usage,
      `no run of this machine holds lock ${id}`,
      `name the hosts that it is on: runbook unlock ${id} --host NAME`,
    );
  }
  const known = record?.state.steps.map(({ host }) => host) ?? [];
  return [...new Set([...local.targets, ...known])];
}

function show(
  { terminal }: Invocation,
  local: LocalLock | undefined,
  found: readonly HostLock[],
): void {
  const colors = terminal.colors.err;
  const now = new Date();
  const lines = [
    ...(local ? localLines([local], hostname(), colors, now) : []),
    ...(found.length > 0 ? hostLines(found, colors, now) : []),
  ];
  for (const line of lines) terminal.note(line);
}

function nothing({ terminal }: Invocation, id: string, found: readonly HostLock[]): ExitCode {
  terminal.error(
    `there is no lock ${id}: nothing was removed`,
    'a lock is removed by its own id only',
  );
  return exitOf(found) === EXIT.ok ? EXIT.failed : exitOf(found);
}

/** @throws CliError unless it is confirmed */
async function confirm(
  invocation: Invocation,
  id: string,
  local: LocalLock | undefined,
): Promise<void> {
  const { terminal, options } = invocation;
  if (flag(options, 'yes')) return;
  if (!isInteractive(invocation))
    throw new CliError(
      EXIT.usage,
      `nobody can confirm that lock ${id} is to go`,
      '--yes removes it',
    );
  const warning = local?.alive
    ? `Process ${local.pid} holds it and is at work. Two operators may then change the same host. `
    : 'Whoever holds it is not stopped by this. ';
  const answer = await ask(terminal, `${warning}Remove lock ${id}?`, [
    { key: 'y', label: 'yes', value: 'yes' },
    { key: 'n', label: 'no', value: 'no' },
  ]);
  if (answer !== 'yes') throw new CliError(EXIT.failed, 'nothing was removed');
}

function note(
  { stateDir, version }: Invocation,
  { id, run, runbook }: Pick<LocalLock, 'id' | 'run' | 'runbook'>,
  host: string | undefined,
  atWork: boolean,
): Promise<void> {
  const { operator, machine } = operatorIdentity(version);
  return noteRemoval(stateDir, { lock: id, run, runbook, host }, { operator, machine }, atWork);
}
