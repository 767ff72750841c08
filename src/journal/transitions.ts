/**
 * Which entry may follow which state of a step. The table is the authority: the
 * executor writes only what it permits, and `replay` reports what it doesn't. Pure.
 */
import type { Entry } from './entries.ts';
import type { StepStatus } from './state.ts';

/** What an entry says about a step, reduced to what moves its status. */
export type StepEvent =
  | 'started'
  /** Ended well, and something was sent that may have changed the host. */
  | 'changed'
  /** Ended well, nothing changed: a readonly command, a manual step, a file already as wanted. */
  | 'ok'
  | 'skipped'
  | 'failed'
  /** `step-unknown`: nobody knows how it ended. */
  | 'lost'
  | 'decided-done'
  | 'decided-rerun'
  | 'decided-skip';

const DECIDED = {
  'decided-done': 'done',
  'decided-rerun': 'pending',
  'decided-skip': 'skipped',
} as const;

/**
 * Status → event → next status. A start makes a step `unknown` until an end is
 * recorded. From `pending`, only an end that sent nothing is believed: `changed`
 * without a recorded start contradicts "recorded before it is sent".
 */
const PERMITTED = {
  pending: {
    started: 'unknown',
    ok: 'done',
    skipped: 'skipped',
    failed: 'failed',
    lost: 'unknown',
    ...DECIDED,
  },
  unknown: {
    changed: 'done',
    ok: 'done',
    failed: 'failed',
    lost: 'unknown',
    ...DECIDED,
  },
  /** A failure in which nothing was sent (unreachable) is tried again without a decision. */
  failed: {
    started: 'unknown',
    ok: 'done',
    skipped: 'skipped',
    failed: 'failed',
    lost: 'unknown',
    ...DECIDED,
  },
  done: DECIDED,
  skipped: DECIDED,
  /** A run that was undone is not gone on with. */
  undone: {},
} as const satisfies Record<StepStatus, Partial<Record<StepEvent, StepStatus>>>;

/** The status after `event`, or undefined when the table doesn't permit it. */
export function next(status: StepStatus, event: StepEvent): StepStatus | undefined {
  const row: Partial<Record<StepEvent, StepStatus>> = PERMITTED[status];
  return row[event];
}

/** The step event that an entry stands for; undefined for entries that move no step. */
export function stepEvent(entry: Entry): StepEvent | undefined {
  switch (entry.type) {
    case 'step-started':
      return 'started';
    case 'step-ended':
      return entry.result;
    case 'step-unknown':
      return 'lost';
    case 'decision':
      return entry.decision === 'abort' ? undefined : `decided-${entry.decision}`;
    default:
      return undefined;
  }
}
