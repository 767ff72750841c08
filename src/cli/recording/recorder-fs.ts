/**
 * A run's recording on disk: `<run>/recording.cast`, 0600, appended to by each session.
 *
 * Written at least each second and at the end, without fsync: the journal is the
 * truth, this is the film of it. A disk that takes no more ends the film, never the run.
 */
import { closeSync, fstatSync, readSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { openForAppending, writeAll } from '../../journal/private-fs.ts';
import { type CastHeader, headerLine, parseEvent, parseHeader } from './cast.ts';
import { Tape } from './tape.ts';

export const RECORDING_FILE = 'recording.cast';
/** Pauses of players, in seconds: a person's thinking, the days between two sessions. */
const IDLE_LIMIT = 2;
const FLUSH_MS = 1000;
const FLUSH_SIZE = 64 * 1024;
const HEAD_BYTES = 4096;
/** Enough for the longest event: a second's worth of output, escaped. */
const TAIL_BYTES = 4 * 1024 * 1024;

/** Size of the terminal, in characters. */
export interface Screen {
  readonly columns: number;
  readonly rows: number;
}

export class Recorder {
  readonly #screen: Screen;
  readonly #tape: Tape;
  readonly #now: () => number;
  readonly #trouble: (message: string) => void;
  #file: number | undefined;
  #failed = false;
  #origin = 0;
  #last = 0;
  #timer: NodeJS.Timeout | undefined;
  readonly #onExit = (): void => this.close();

  /** @param trouble told once, when the recording can't be written */
  constructor(screen: Screen, trouble: (message: string) => void, now = Date.now) {
    this.#screen = screen;
    this.#trouble = trouble;
    this.#now = now;
    this.#tape = new Tape(now);
  }

  /** Begins, or goes on with, the recording of a run. What was shown before belongs to it. */
  open(folder: string, title: string): void {
    this.#trying(() => {
      const path = join(folder, RECORDING_FILE);
      this.#file = openForAppending(path);
      const found = readEnds(this.#file);
      if (found === 'no recording') {
        closeSync(this.#file);
        renameSync(path, `${path}.damaged`);
        this.#file = openForAppending(path);
      }
      if (found === undefined || found === 'no recording') this.#begin(title);
      else this.#goOn(found);
    });
    process.once('exit', this.#onExit);
    this.#flush();
  }

  /** Shows what must not be missed. */
  write(text: string): void {
    this.#record(() => this.#tape.write(text));
  }

  /** Shows live output. */
  stream(text: string): void {
    this.#record(() => this.#tape.stream(text));
  }

  /** A place to jump to. */
  marker(label: string): void {
    this.#record(() => this.#tape.marker(label));
  }

  /** Writes the rest. Can be called more than once. */
  close(): void {
    process.off('exit', this.#onExit);
    if (this.#file === undefined) return;
    this.#flush();
    const file = this.#file;
    this.#file = undefined;
    this.#trying(() => closeSync(file));
  }

  #begin(title: string): void {
    const timestamp = Math.floor(this.#now() / 1000);
    this.#origin = timestamp * 1000;
    const { columns: width, rows: height } = this.#screen;
    const rest = { timestamp, idle_time_limit: IDLE_LIMIT, title };
    this.#put(headerLine({ version: 2, width, height, ...rest }));
  }

  #goOn({ header, last, torn }: Ends): void {
    this.#origin = (header.timestamp ?? this.#now() / 1000) * 1000;
    this.#last = last;
    if (torn) this.#put('\n');
    this.#tape.resize(this.#screen.columns, this.#screen.rows);
  }

  #record(onTape: () => void): void {
    if (this.#failed) return;
    onTape();
    if (this.#file === undefined) return;
    if (this.#tape.size >= FLUSH_SIZE) this.#flush();
    else this.#timer ??= setTimeout(() => this.#flush(), FLUSH_MS).unref();
  }

  #flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const { lines, last } = this.#tape.take(this.#origin, this.#last);
    this.#last = last;
    this.#trying(() => this.#put(lines));
  }

  #put(text: string): void {
    if (this.#file === undefined || this.#failed) return;
    writeAll(this.#file, Buffer.from(text));
  }

  /** After the first failure nothing is written any more: half a film misleads. */
  #trying(action: () => void): void {
    try {
      action();
    } catch (error) {
      if (this.#failed) return;
      this.#failed = true;
      this.#trouble(`the recording can not be written: ${(error as Error).message}`);
    }
  }
}

interface Ends {
  readonly header: CastHeader;
  /** Time of the last event, in seconds. */
  readonly last: number;
  /** The last write was cut off. */
  readonly torn: boolean;
}

/** What an earlier session left; undefined in a new file. */
function readEnds(file: number): Ends | 'no recording' | undefined {
  const { size } = fstatSync(file);
  if (size === 0) return undefined;
  const [first = ''] = readAt(file, 0, HEAD_BYTES).split('\n');
  const header = parseHeader(first);
  if (!header) return 'no recording';
  const tail = readAt(file, Math.max(0, size - TAIL_BYTES), Math.min(size, TAIL_BYTES));
  const lines = tail.split('\n');
  const last = lines.findLast((line) => parseEvent(line) !== undefined);
  return { header, last: parseEvent(last ?? '')?.time ?? 0, torn: lines.at(-1) !== '' };
}

function readAt(file: number, position: number, length: number): string {
  const buffer = Buffer.alloc(length);
  return buffer.toString('utf8', 0, readSync(file, buffer, 0, length, position));
}
