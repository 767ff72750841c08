/** Locks as tables, as sentences and as data. Pure. */
import type { LockAnswer } from '../../executor/lock/lines.ts';
import { since } from '../lock-view.ts';
import { tableLines } from '../table.ts';
import type { Colors } from '../terminal.ts';
import type { HostLock } from './host-locks.ts';
import type { LocalLock } from './local-locks.ts';

/** @param machine this one: of a process elsewhere nothing is known */
export function localLines(
  locks: readonly LocalLock[],
  machine: string,
  colors: Colors,
  now: Date,
): string[] {
  const columns = ['LOCK', 'RUN', 'RUNBOOK', 'BY', 'SINCE', 'PROCESS', 'TARGETS'];
  const rows = locks.map((lock) => [
    colors.cyan(lock.id),
    lock.run,
    lock.runbook,
    lock.operator,
    since(lock.since, now),
    processText(lock, machine, colors),
    lock.targets.join(', '),
  ]);
  return table(columns, rows, colors);
}

function processText({ pid, machine, alive }: LocalLock, here: string, colors: Colors): string {
  if (machine !== here) return `${pid} on ${machine}: not known`;
  return alive ? colors.green(`${pid} is at work`) : colors.magenta(`${pid} is gone`);
}

export function hostLines(locks: readonly HostLock[], colors: Colors, now: Date): string[] {
  const columns = ['HOST', 'LOCK', 'RUN', 'RUNBOOK', 'BY', 'SINCE', ''];
  const rows = locks.map(({ host, answer }) => {
    if (answer.kind !== 'held')
      return [colors.cyan(host), colors.dim(answerText(answer)), '', '', '', '', ''];
    const { lock, owner } = answer;
    const kept = lock.kept === undefined ? '' : `step ${lock.kept} may be at work`;
    const by = `${lock.operator} on ${lock.machine}`;
    const held = [kept, `held as ${owner}`].filter(Boolean).join(', ');
    const when = since(lock.since, now);
    return [colors.cyan(host), lock.id, lock.run, lock.runbook, by, when, colors.dim(held)];
  });
  return table(columns, rows, colors);
}

/** What a host said, in a few words. */
export function answerText(answer: HostLock['answer']): string {
  switch (answer.kind) {
    case 'unreachable':
      return answer.error.message;
    case 'free':
    case 'taken':
      return 'not locked';
    case 'removed':
      return 'removed';
    case 'kept':
      return 'kept';
    case 'held':
      return `lock ${answer.lock.id}`;
    case 'refused':
      return refusal(answer);
    case 'odd':
    case 'none':
      return answer.detail;
  }
}

function refusal({ owner, path }: Extract<LockAnswer, { kind: 'refused' }>): string {
  return `it belongs to ${owner} there: only ${owner} or root can remove it (sudo rm ${path})`;
}

/** For `--json`. */
export function hostData({ host, answer }: HostLock): Readonly<Record<string, unknown>> {
  if (answer.kind === 'held') return { host, lock: answer.lock, owner: answer.owner };
  if (answer.kind === 'free') return { host };
  return { host, detail: answerText(answer) };
}

function table(
  labels: readonly string[],
  rows: readonly (readonly string[])[],
  colors: Colors,
): string[] {
  return tableLines(
    labels.map((label) => ({ label })),
    rows,
    colors.dim,
  );
}
