/**
 * Why a step failed: one ordered function decides, so that the reason doesn't
 * depend on who looked first. Pure.
 */
import type { FailureReason } from '../../journal/entries.ts';
import type { PlannedCommand, PlannedStep } from '../../plan/model.ts';
import type { ConnectError, ConnectFailure, ExecEnd } from '../../transports/transport.ts';
import type { Mismatch } from './expect.ts';

export interface Failure {
  readonly reason: FailureReason;
  /** One sentence. */
  readonly detail: string;
  readonly exitCode?: number;
  /** What to do next. */
  readonly hint?: string;
}

/** What is known when a step has not gone well. Fields that don't apply are absent. */
export interface Facts {
  /** Why the host's platform can't be driven. */
  readonly unsupported?: string;
  readonly connect?: ConnectError;
  /** How the command ended: the action's, or that of a probe before it. */
  readonly end?: ExecEnd;
  /** The last line that it printed. */
  readonly lastLine?: string;
  readonly mismatch?: Mismatch;
  readonly verify?: { readonly end: ExecEnd; readonly tries: number; readonly lastLine?: string };
  readonly invariant?: {
    readonly command: PlannedCommand;
    readonly end: ExecEnd;
    readonly when: 'before' | 'after';
  };
}

type Decider = (facts: Facts) => Failure | undefined;

/** In the order of the step's life. Each sees only what the ones before it let through. */
const DECIDERS: readonly Decider[] = [
  unsupported,
  notConnected,
  timedOut,
  unanswered,
  signaled,
  exited,
  unexpected,
  notVerified,
  invariantBroken,
  linkLost,
];

/** The first reason that applies; undefined when nothing went wrong. */
export function failureOf(facts: Facts): Failure | undefined {
  for (const decide of DECIDERS) {
    const failure = decide(facts);
    if (failure) return failure;
  }
  return undefined;
}

/** Adds how to go back by hand, when the author wrote it and something may have been changed. */
export function withUndoHint(failure: Failure, step: PlannedStep): Failure {
  if (!step.undo) return failure;
  const undo = `To go back, on ${step.host}:\n${step.undo.script}`;
  return { ...failure, hint: failure.hint ? `${failure.hint}\n${undo}` : undo };
}

/** How a command ended, as the rest of a sentence. */
export function describeEnd(end: ExecEnd): string {
  switch (end.kind) {
    case 'exited':
      return `ended with code ${end.code}`;
    case 'signaled':
      return `was killed by ${end.signal}`;
    case 'timeout':
      return `had not ended after ${end.afterMs / 1000} s${end.unstopped ? ', and could not be stopped' : ''}`;
    case 'prompt':
      return 'was stopped at a prompt';
    case 'aborted':
      return 'was interrupted';
    case 'lost':
      return `was cut off: ${end.reason}`;
  }
}

function unsupported({ unsupported: detail }: Facts): Failure | undefined {
  if (detail === undefined) return undefined;
  const hint = 'Nothing was sent. Do this step by hand, then resume and say that it is done.';
  return { reason: 'unsupported', detail, hint };
}

const CONNECT_REASONS = {
  'host-key-changed': 'host-key',
  'host-key-unknown': 'host-key',
  authentication: 'authentication',
  resolution: 'resolution',
  unreachable: 'unreachable',
  configuration: 'configuration',
} as const satisfies Record<ConnectFailure, FailureReason>;

function notConnected({ connect }: Facts): Failure | undefined {
  if (!connect) return undefined;
  return { reason: CONNECT_REASONS[connect.failure], detail: connect.message, hint: connect.hint };
}

function timedOut({ end, lastLine }: Facts): Failure | undefined {
  if (end?.kind !== 'timeout') return undefined;
  return {
    reason: 'timeout',
    detail: `It ${describeEnd(end)}${end.unstopped ? '' : ' and was told to stop'}${lastLine ? `; it said last: ${lastLine}` : ''}`,
    hint: 'It may still be running on the host: look before you resume. `timeout=` on the fence gives it longer.',
  };
}

function unanswered({ end }: Facts): Failure | undefined {
  if (end?.kind !== 'prompt') return undefined;
  if (end.tooSlow !== undefined) return slowPattern(end.tooSlow);
  return {
    reason: 'prompt',
    detail: `It waits for an answer that the runbook doesn't give: “${end.seen}”`,
    hint: 'It was told to stop. Add the prompt and its reply to the `answer` block, as `regexp => reply`.',
  };
}

function slowPattern(pattern: string): Failure {
  return {
    reason: 'prompt',
    detail: `It was told to stop: an answer's pattern takes too long to look for in its output: ${pattern}`,
    hint: 'A repetition inside a repetition, as in (a+)+, has no end: write the prompt more plainly.',
  };
}

function signaled({ end }: Facts): Failure | undefined {
  if (end?.kind !== 'signaled') return undefined;
  return { reason: 'signal', detail: `It ${describeEnd(end)}` };
}

/** What dash, bash and busybox say of the variable when it isn't set, with `-u`. */
const NO_OUTPUT_FILE = /\bRUNBOOK_OUTPUT: (?:parameter not set|unbound variable)/;
const WITHOUT_FOLDER =
  'This host has no private folder for the run, as was said when it began: a step there can give no values to later ones.';

function exited({ end, lastLine }: Facts): Failure | undefined {
  if (end?.kind !== 'exited' || end.code === 0) return undefined;
  const detail = `It ${describeEnd(end)}${said(lastLine)}`;
  const hint = lastLine && NO_OUTPUT_FILE.test(lastLine) ? WITHOUT_FOLDER : undefined;
  return { reason: 'exit-code', exitCode: end.code, detail, ...(hint && { hint }) };
}

function unexpected({ mismatch }: Facts): Failure | undefined {
  if (!mismatch) return undefined;
  const { missing, after, closest } = mismatch;
  const where = after === undefined ? '' : ` after “${after}”`;
  const near = closest === undefined ? '' : `; the closest is “${closest}”`;
  return { reason: 'expect', detail: `The output has no line “${missing}”${where}${near}` };
}

function notVerified({ verify }: Facts): Failure | undefined {
  if (!verify || isSuccess(verify.end)) return undefined;
  const { end, tries, lastLine } = verify;
  const often = tries > 1 ? ` (${tries} tries)` : '';
  return {
    reason: 'verify',
    detail: `The action went well, but its verify ${describeEnd(end)}${often}${said(lastLine)}`,
  };
}

function invariantBroken({ invariant }: Facts): Failure | undefined {
  if (!invariant || isSuccess(invariant.end)) return undefined;
  const { command, end, when } = invariant;
  return {
    reason: 'invariant',
    detail: `What must hold ${when} the step does not: “${firstLine(command.script)}” ${describeEnd(end)}`,
    hint: when === 'before' ? 'Nothing was sent. Put the host in order, then resume.' : undefined,
  };
}

/** Only of a probe, which changes nothing: a lost action is unknown, not failed. */
function linkLost({ end }: Facts): Failure | undefined {
  if (end?.kind !== 'lost') return undefined;
  return { reason: 'unreachable', detail: `It ${describeEnd(end)}`, hint: 'Nothing was changed.' };
}

export function isSuccess(end: ExecEnd): boolean {
  return end.kind === 'exited' && end.code === 0;
}

function said(lastLine: string | undefined): string {
  return lastLine ? `: ${lastLine}` : '';
}

function firstLine(script: string): string {
  return script.trim().split('\n')[0] ?? '';
}
