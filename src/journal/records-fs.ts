/**
 * Writes the records of a journal, in order, each hash-chained to the one before.
 *
 * Group commit: the records of one turn of the loop, and those that arrive while the
 * disk is busy, are written and synced together. Each resolves when it is on disk.
 */
import { closeSync, fdatasync, fdatasyncSync } from 'node:fs';
import { promisify } from 'node:util';
import { encode, lineHash } from './decode.ts';
import type { Entry } from './entries.ts';
import type { NewEntry } from './journal.ts';
import { writeAll } from './private-fs.ts';

interface Waiting {
  readonly line: string;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

export class RecordWriter {
  readonly #file: number;
  readonly #sync: (file: number) => Promise<void>;
  #nextSeq: number;
  #prev: string;
  #waiting: Waiting[] = [];
  #busy: Promise<void> | undefined;
  #failure: { readonly error: unknown } | undefined;

  /** @param next what the file's last record asks of the one after it */
  constructor(
    file: number,
    next: { readonly nextSeq: number; readonly prev: string },
    sync = promisify(fdatasync),
  ) {
    this.#file = file;
    this.#sync = sync;
    this.#nextSeq = next.nextSeq;
    this.#prev = next.prev;
  }

  /** Rejects with the system's error; from then on, always: nothing is written behind a hole. */
  append(entry: NewEntry): Promise<void> {
    if (this.#failure) return Promise.reject(this.#failure.error);
    const line = this.#line(entry);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ line, resolve, reject });
      this.#busy ??= this.#writeWaiting();
    });
  }

  /** The first record, before anything waits. */
  appendNow(entry: NewEntry): void {
    writeAll(this.#file, Buffer.from(this.#line(entry)));
    fdatasyncSync(this.#file);
  }

  async close(): Promise<void> {
    await this.#busy;
    this.#failure ??= { error: new Error('the journal is closed') };
    closeSync(this.#file);
  }

  #line(entry: NewEntry): string {
    const at = new Date().toISOString();
    const line = encode({ seq: this.#nextSeq, at, prev: this.#prev, ...entry } as Entry);
    this.#nextSeq += 1;
    this.#prev = lineHash(line.slice(0, -1));
    return line;
  }

  async #writeWaiting(): Promise<void> {
    // Other hosts' outputs may be in this turn too: their records share the sync.
    await new Promise(setImmediate);
    while (this.#waiting.length > 0) await this.#write(this.#waiting.splice(0));
    this.#busy = undefined;
  }

  /** fdatasync covers the file's size too. A failed write may leave a torn line: the next session drops it. */
  async #write(batch: readonly Waiting[]): Promise<void> {
    try {
      writeAll(this.#file, Buffer.from(batch.map(({ line }) => line).join('')));
      await this.#sync(this.#file);
      for (const { resolve } of batch) resolve();
    } catch (error) {
      this.#failure = { error };
      for (const { reject } of [...batch, ...this.#waiting.splice(0)]) reject(error);
    }
  }
}
