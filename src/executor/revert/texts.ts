/** What is said to the operator about a host that goes back by itself. Pure. */
import { moment } from '../../journal/moment.ts';
import type { Outcome } from '../context.ts';
import type { TargetLockedError } from '../lock/locked-error.ts';
import type { Failure } from '../step/failure.ts';

/** How the undo ended. `at` in ms since the epoch, by our clock. */
export interface UndoEnded {
  readonly at: number;
  /** Undefined when a restart of the host ended it. */
  readonly code?: number;
  readonly lastLine: string | undefined;
}

export function armedNotice(host: string, afterMs: number, deadline: number): string {
  return `${host} goes back by itself in ${Math.ceil(afterMs / 1000)} s (${moment(deadline)}), unless the change is confirmed over a new connection.`;
}

export function confirmedNotice(host: string): string {
  return `Confirmed over a new connection: ${host} keeps the change.`;
}

export function notArmed(host: string, why: string): Failure {
  return {
    reason: 'not-armed',
    detail: `${host} can not be made to go back by itself: ${why}`,
    hint: 'Nothing was changed. revert= needs setsid, and a folder of its own on the host.',
  };
}

export function unclearArming(host: string, deadline: number): Outcome {
  const detail = `Whether ${host} is armed is not known: if it is, it carries out the undo at ${moment(deadline)}. The change was not sent`;
  return { kind: 'unknown', detail, hint: 'Resume: the host tells what it did.' };
}

export function notKnown(host: string, why: string, deadline: number): Outcome {
  const detail = `${why}. Unless the change was confirmed, ${host} was to go back by itself at ${moment(deadline)}`;
  return { kind: 'unknown', detail, hint: 'Resume: the host tells what it did.' };
}

/**
 * Somebody removed our lock and took the host, while it was to go back by itself. Not `held`
 * alone, which says that nothing was sent.
 */
export function lockedMeanwhile({ message, held }: TargetLockedError, deadline: number): Outcome {
  const back = `the change can not be confirmed, and ${held.host} goes back by itself at ${moment(deadline)}`;
  const detail = `${message}. Meanwhile, then: ${back}. Tell them, and resume once the lock is free`;
  return { kind: 'paused', reason: 'locked', detail };
}

/** Nothing is known to be wrong, but nobody can say that it is right. */
export function unconfirmed(why: string): Failure {
  return { reason: 'reverted', detail: `The change could not be confirmed: ${why}` };
}

export function reverted(host: string, undo: UndoEnded): Failure {
  return {
    reason: 'reverted',
    detail: `The change was not confirmed in time: ${host} went back by itself at ${moment(undo.at)}, ${undoText(undo)}`,
    hint: undo.code ? HALF_WAY : 'Find out what kept you out, then resume.',
  };
}

/** As the journal has it; the host has forgotten the rest. */
export function revertedBefore(host: string): Failure {
  return { reason: 'reverted', detail: `The change was not confirmed: ${host} went back` };
}

/** @param failure why it was told to */
export function wentBackFor(failure: Failure, host: string, undo: UndoEnded): Failure {
  return {
    ...failure,
    detail: `${failure.detail}. ${host} went back at ${moment(undo.at)}, ${undoText(undo)}`,
    hint: undo.code ? HALF_WAY : 'The change is undone. Put right what failed, then resume.',
  };
}

const HALF_WAY = 'The host may be half way: look at it before you resume.';

function undoText({ code, lastLine }: UndoEnded): string {
  if (code === undefined) return 'undo ended with a restart of the host';
  return `undo ended with code ${code}${code !== 0 && lastLine ? `: ${lastLine}` : ''}`;
}
