/**
 * Journal bytes ↔ records. Each record holds the hash of the line before it, so that
 * a line that was changed, lost, doubled or put elsewhere is seen. Pure.
 *
 * Reading never fails, because a journal is read when something went wrong: it gives
 * the records up to the first damage. What follows a damage is not believed.
 */
import { createHash } from 'node:crypto';
import type { Problem } from '../problem/problem.ts';
import { damaged, noRecord, parseRecord, torn, type Wrong, wrong } from './damage.ts';
import type { Entry } from './entries.ts';

/** `prev` of the first record. */
export const NO_LINE = lineHash('');

export interface Decoded {
  /** Up to the damage, if there is one. Unknown `type`s (a newer version) are kept; `fold` ignores them. */
  readonly entries: readonly Entry[];
  /** The torn last record, as `info`; the damage, as `error`. */
  readonly problems: readonly Problem[];
  /** The first record that can't be believed: nothing may be written after it. */
  readonly damage?: Problem;
  /** Bytes of the whole records: a torn last one begins there. */
  readonly wholeBytes: number;
  /** The last record is half written. */
  readonly torn: boolean;
  /** The `seq` and the `prev` of the next record. */
  readonly nextSeq: number;
  readonly prev: string;
}

/** One record as a line, with its line end. */
export function encode(entry: Entry): string {
  return `${JSON.stringify(entry)}\n`;
}

/** SHA-256 of a line without its line end, in hex. */
export function lineHash(line: string | Uint8Array): string {
  return createHash('sha256').update(line).digest('hex');
}

/** @param file name for the problems' places. */
export function decode(bytes: Uint8Array, file: string): Decoded {
  const chain = new Chain();
  for (const line of wholeLines(bytes)) {
    const mistake = chain.take(line);
    if (mistake) return chain.result([damaged(mistake, chain.known(file))], false);
  }
  const rest = bytes.length > chain.bytes;
  const problems = rest ? [torn(chain.known(file))] : [];
  if (chain.entries.length === 0) problems.push(noRecord(file));
  return chain.result(problems, rest);
}

function* wholeLines(bytes: Uint8Array): Generator<Uint8Array> {
  const LINE_END = 10;
  for (let start = 0, end: number; ; start = end + 1) {
    end = bytes.indexOf(LINE_END, start);
    if (end < 0) return;
    yield bytes.subarray(start, end);
  }
}

/** The records so far, and what the next one must be. */
class Chain {
  readonly entries: Entry[] = [];
  bytes = 0;
  #prev = NO_LINE;

  /** Believes a line, or says why not. */
  take(line: Uint8Array): Wrong | undefined {
    const entry = parseRecord(line);
    if (!entry) return wrong.shape;
    const mistake = this.#mistake(entry);
    if (mistake) return mistake;
    this.entries.push(entry);
    this.bytes += line.length + 1;
    this.#prev = lineHash(line);
    return undefined;
  }

  #mistake(entry: Entry): Wrong | undefined {
    const first = this.entries[0] ?? entry;
    if (first.type !== 'run-started') return wrong.start;
    if (entry.seq !== this.entries.length + 1) return wrong.seq(this.entries.length + 1, entry.seq);
    // The first format had no chain.
    const chained = first.format !== 1;
    return chained && entry.prev !== this.#prev ? wrong.prev(this.#prev, entry.prev) : undefined;
  }

  known(file: string) {
    const line = this.entries.length + 1;
    return { place: { file, line, column: 1 }, last: this.entries.at(-1) };
  }

  result(problems: readonly Problem[], torn: boolean): Decoded {
    const { entries, bytes: wholeBytes } = this;
    const damage = problems.find(({ severity }) => severity === 'error');
    const next = { nextSeq: entries.length + 1, prev: this.#prev };
    return { entries, problems, damage, wholeBytes, torn, ...next };
  }
}
