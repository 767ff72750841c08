/** What can be wrong with a line of a journal, and how it is said. Pure. */
import type { Place, Problem } from '../problem/problem.ts';
import type { Entry } from './entries.ts';
import { isObject, isWellFormed } from './record-fields.ts';

/** What is wrong with a line, before it is known where. */
export type Wrong = Pick<Problem, 'message' | 'expected' | 'actual'>;

/** Where a reader stands: the place of the line it looks at, and the record before. */
export interface Known {
  readonly place: Place;
  readonly last: Entry | undefined;
}

export const wrong = {
  shape: {
    message: 'This line is not a record',
    expected: 'one JSON object with seq, at, prev, type and the fields of its type',
  },
  start: { message: 'The journal does not begin with a run-started record' },
  seq: (expected: number, actual: number) => ({
    message:
      actual > expected
        ? `Records ${expected} to ${actual - 1} are missing`
        : `Record ${actual} comes after record ${expected - 1}`,
    expected: `record ${expected}`,
    actual: `record ${actual}`,
  }),
  prev: (expected: string, actual: unknown) => ({
    message: 'This record does not follow from the line before it: one of the two was changed',
    expected: `prev ${expected}`,
    actual: `prev ${typeof actual === 'string' ? actual : 'is missing'}`,
  }),
} satisfies Record<string, Wrong | ((expected: never, actual: never) => Wrong)>;

/** The record on a line; undefined when there is none. */
export function parseRecord(line: Uint8Array): Entry | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(line));
    return isEntry(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isEntry(value: unknown): value is Entry {
  if (!isObject(value)) return false;
  const { seq, at, type } = value;
  if (!Number.isInteger(seq) || typeof at !== 'string' || typeof type !== 'string') return false;
  return isWellFormed(type, value);
}

/** A power cut, a kill, or a full disk: the record had not been acknowledged, nothing relied on it. */
export function torn({ place }: Known): Problem {
  return {
    rule: 'journal-torn',
    severity: 'info',
    message:
      'The last record is only half written: the run was cut off while it was being recorded',
    place,
    hint: 'Nothing had been done on the strength of it: a resume drops it.',
  };
}

/** A line that can't be believed, and so nothing after it. */
export function damaged(what: Wrong, { place, last }: Known): Problem {
  return {
    rule: 'journal-damaged',
    severity: 'error',
    place,
    ...what,
    hint: `${knownUntil(last)} What follows is not believed, and a run can not be resumed on it: look at the hosts, then start a new run. runbook status shows what is before.`,
  };
}

function knownUntil(last: Entry | undefined): string {
  if (!last) return 'Nothing is known of this run.';
  return `What is known ends with record ${last.seq}, ${last.at} (${last.type}${stepOf(last)}).`;
}

function stepOf(entry: Entry): string {
  return 'hash' in entry ? `: ${entry.step} on ${entry.host}` : '';
}

export function noRecord(file: string): Problem {
  return {
    rule: 'journal-start',
    severity: 'error',
    message: 'The journal holds no whole record: the run was cut off before anything was sent',
    place: { file, line: 1, column: 1 },
    hint: 'There is nothing to resume: start a new run.',
  };
}
