/** How locks are told to a person: who, what, since when, and how to free them. Pure. */

import type { TargetLock } from '../executor/lock/lock.ts';
import type { HeldTarget } from '../executor/lock/locked-error.ts';
import { duration, localTime } from './text.ts';

/** A target that is somebody else's: the whole message, a line each. */
export function heldLines({ host, lock, owner, why }: HeldTarget, now: Date): string[] {
  if (!lock) {
    return [
      `${host} is locked, and nobody can tell by whom: ${why ?? 'its lock file can not be read'}`,
      'nothing was sent there. Look at it on the host; without a run at work, remove it there.',
    ];
  }
  return [
    `${host} is locked by ${lock.operator} on ${lock.machine}: nothing was sent there`,
    ...lockLines(lock, now),
    ...(owner === undefined ? [] : [`  held as   ${owner} on ${host}`]),
    'Wait until that run ends, or talk to its operator. If you are sure that it is dead:',
    `  runbook unlock ${lock.id} --host ${host}`,
  ];
}

/** What a lock says, a line each. */
export function lockLines(lock: TargetLock, now: Date): string[] {
  const kept = lock.kept === undefined ? [] : [`  at work   step ${lock.kept}, perhaps`];
  return [
    `  lock      ${lock.id}`,
    `  run       ${lock.run}, runbook ${lock.runbook}`,
    `  since     ${since(lock.since, now)}`,
    ...kept,
  ];
}

/** `2026-07-14 09:12 (4 min 05 s ago)`. */
export function since(iso: string, now: Date): string {
  const ms = now.getTime() - Date.parse(iso);
  if (Number.isNaN(ms)) return iso;
  return `${localTime(iso)} (${ms < 0 ? 'its clock is ahead' : `${duration(ms)} ago`})`;
}
