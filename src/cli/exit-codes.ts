/**
 * How `runbook` ends. Scripts rely on these numbers: they never change meaning.
 * The guide prints this table.
 */
import type { FailureReason } from '../journal/entries.ts';
import type { ConnectFailure } from '../transports/transport.ts';

export const EXIT = {
  ok: 0,
  failed: 1,
  usage: 2,
  paused: 3,
  unreachable: 4,
  hostKey: 5,
  locked: 6,
  stale: 7,
  authentication: 8,
  resolution: 9,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** What each code means, in the order of the numbers. Shown by `runbook --help`. */
export const EXIT_MEANINGS: readonly (readonly [ExitCode, string])[] = [
  [EXIT.ok, 'done'],
  [
    EXIT.failed,
    'a step failed, the operator gave the run up, or the journal could not be written; nothing was found',
  ],
  [EXIT.usage, 'wrong usage, or invalid input (the problems are listed)'],
  [EXIT.paused, 'paused: a manual step or a question needs a person; resumable'],
  [EXIT.unreachable, 'a target is unreachable: no answer, or the connection was refused'],
  [EXIT.hostKey, 'a host key is unknown, changed or revoked: nothing was sent'],
  [EXIT.locked, 'locked by another operator'],
  [EXIT.stale, 'generated files are stale (generate --check), or the page to export is'],
  [EXIT.authentication, 'a target refused the authentication'],
  [EXIT.resolution, 'the name of a target could not be resolved'],
  [EXIT.interrupted, 'interrupted; the checkpoint is kept'],
];

/** Which of resolving, connecting, host key and authentication failed; the other reasons are 1. */
const REASON_EXIT: Readonly<Partial<Record<FailureReason, ExitCode>>> = {
  configuration: EXIT.usage,
  resolution: EXIT.resolution,
  unreachable: EXIT.unreachable,
  'host-key': EXIT.hostKey,
  authentication: EXIT.authentication,
};

/** The exit code of a run that a failed step stopped. */
export function exitOfFailure(reason: FailureReason | undefined): ExitCode {
  return (reason && REASON_EXIT[reason]) ?? EXIT.failed;
}

const CONNECT_EXIT = {
  'host-key-changed': EXIT.hostKey,
  'host-key-unknown': EXIT.hostKey,
  authentication: EXIT.authentication,
  resolution: EXIT.resolution,
  unreachable: EXIT.unreachable,
  configuration: EXIT.usage,
} as const satisfies Record<ConnectFailure, ExitCode>;

/** The exit code of a connection that could not be opened. */
export function exitOfConnect(failure: ConnectFailure): ExitCode {
  return CONNECT_EXIT[failure];
}
