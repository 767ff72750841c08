/**
 * Journal text ↔ entries. Reading never fails: what can't be read is reported,
 * and the rest is kept, because a journal is read when something went wrong. Pure.
 */
import type { Place, Problem } from '../problem/problem.ts';
import type { Entry } from './entries.ts';
import { isObject, isWellFormed } from './record-fields.ts';

export interface Decoded {
  /** In the order of the file. Unknown `type`s (a newer version) are kept; `fold` ignores them. */
  readonly entries: readonly Entry[];
  readonly problems: readonly Problem[];
  /** The text doesn't end with a line end: a writer must first terminate it. */
  readonly unterminated: boolean;
  /** The `seq` of the next entry. */
  readonly nextSeq: number;
}

/** One entry as a line, with its line end. */
export function encode(entry: Entry): string {
  return `${JSON.stringify(entry)}\n`;
}

/** @param file name for the problems' places. */
export function decode(text: string, file: string): Decoded {
  const entries: Entry[] = [];
  const problems: Problem[] = [];
  const lines = text.split('\n');
  const unterminated = lines.at(-1) !== '';
  for (const [index, line] of lines.entries()) {
    if (line === '') continue;
    const place = { file, line: index + 1, column: 1 };
    const entry = parseEntry(line);
    if (!entry) problems.push(unreadable(place, index === lines.length - 1));
    else {
      problems.push(...sequence(entry, entries.at(-1)?.seq ?? 0, place));
      entries.push(entry);
    }
  }
  if (entries[0] && entries[0].type !== 'run-started') problems.push(headless(file));
  const nextSeq = entries.reduce((max, entry) => Math.max(max, entry.seq), 0) + 1;
  return { entries, problems, unterminated, nextSeq };
}

function parseEntry(line: string): Entry | undefined {
  try {
    const value: unknown = JSON.parse(line);
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

function unreadable(place: Place, last: boolean): Problem {
  return {
    rule: last ? 'journal-torn' : 'journal-line',
    severity: 'warning',
    message: last
      ? 'The last record is only half written: the run was cut off while it was being recorded'
      : 'This line is not a record: it was cut off, or the file was damaged',
    place,
    expected: 'one JSON object with seq, at and type',
    hint: 'The records before and after it are used. A step that thereby has no recorded end counts as unknown.',
  };
}

function sequence(entry: Entry, last: number, place: Place): Problem[] {
  if (entry.seq === last + 1) return [];
  const missing = entry.seq > last + 1;
  return [
    {
      rule: missing ? 'journal-hole' : 'journal-order',
      severity: 'warning',
      message: missing
        ? `Records ${last + 1} to ${entry.seq - 1} are missing`
        : `Record ${entry.seq} comes after record ${last}: two processes may have written at once`,
      place,
      expected: String(last + 1),
      actual: String(entry.seq),
    },
  ];
}

function headless(file: string): Problem {
  return {
    rule: 'journal-start',
    severity: 'error',
    message: 'The journal does not begin with a run-started record',
    place: { file, line: 1, column: 1 },
    hint: 'The run can be read, but not resumed: start a new one.',
  };
}
