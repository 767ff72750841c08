/**
 * A journal as a file: `<state>/<run>/journal.jsonl`, with the steps' outputs beside it.
 *
 * Modes are 0600 and 0700 whatever the umask. `append` returns when the record is
 * on disk. Calls are synchronous: an fsync on an open file is a fraction of a
 * millisecond, and nothing may happen between the record and what it announces.
 */
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  fchmodSync,
  fdatasyncSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { type Problem, ProblemError } from '../problem/problem.ts';
import { type Decoded, decode, encode } from './decode.ts';
import { reporting } from './disk-errors.ts';
import type { Entry, EntryOf, Journal, NewEntry } from './entries.ts';
import { fold } from './fold.ts';
import type { RunState } from './state.ts';

export const JOURNAL_FILE = 'journal.jsonl';
const OUTPUT_FOLDER = 'output';

/** What the caller knows about a new run; id and format are given here. */
export type RunStart = Omit<EntryOf<'run-started'>, 'seq' | 'at' | 'type' | 'format' | 'run'>;
export type RunResumed = Omit<EntryOf<'resumed'>, 'seq' | 'at' | 'type'>;

export interface RunJournal extends Journal {
  readonly run: string;
  /** Absolute path of the run's folder. */
  readonly folder: string;
  /** What earlier sessions left, read as the journal was opened; undefined for a new run. */
  readonly previous?: RunState;
}

/**
 * Creates a run's folder and its journal, and records `run-started`.
 * @param run its id, when it is needed before: locks are taken in its name
 * @throws ProblemError when the state folder can't be written.
 */
export function createRun(stateDir: string, start: RunStart, run = newRunId()): RunJournal {
  return reporting(stateDir, () => {
    makePrivateFolder(stateDir, true);
    const folder = join(stateDir, run);
    makePrivateFolder(folder);
    makePrivateFolder(join(folder, OUTPUT_FOLDER));
    const file = openPrivate(join(folder, JOURNAL_FILE), constants.O_EXCL);
    const journal = new FileJournal(run, folder, file);
    journal.write({ type: 'run-started', format: 1, run, ...start });
    for (const path of [folder, stateDir]) syncFolder(path);
    return journal;
  });
}

/**
 * Opens a run's journal to go on with it, and records `resumed`. A half-written
 * last record is terminated first, so that nothing is glued to it.
 * Hold the run's lock (`lock-fs.ts`) before calling.
 * @throws ProblemError
 */
export function openRun(folder: string, resumed: RunResumed): RunJournal {
  return reporting(folder, () => {
    const found = readJournal(folder);
    const start = found.entries.find((entry) => entry.type === 'run-started');
    if (!start) throw new ProblemError([notResumable(folder)]);
    const file = openPrivate(join(folder, JOURNAL_FILE));
    const journal = new FileJournal(start.run, folder, file, found);
    journal.write({ type: 'resumed', ...resumed });
    return journal;
  });
}

/** Reads a run's journal, however damaged. @throws Error when there is no such file. */
export function readJournal(folder: string): Decoded {
  const path = join(folder, JOURNAL_FILE);
  return decode(readFileSync(path, 'utf8'), path);
}

/** Sorts by time: `20261123-051053-3fa2c1`, UTC. */
export function newRunId(now = new Date()): string {
  const [date, time] = now.toISOString().replaceAll(/[-:]/g, '').split(/[T.]/);
  return `${date}-${time}-${randomBytes(3).toString('hex')}`;
}

class FileJournal implements RunJournal {
  readonly run: string;
  readonly folder: string;
  readonly previous?: RunState;
  readonly #file: number;
  #nextSeq: number;
  #unterminated: boolean;
  readonly #outputs = new Map<string, number>();

  constructor(run: string, folder: string, file: number, found?: Decoded) {
    this.run = run;
    this.folder = folder;
    this.previous = found && fold(found.entries);
    this.#file = file;
    this.#nextSeq = found?.nextSeq ?? 1;
    this.#unterminated = found?.unterminated ?? false;
  }

  async append(entry: NewEntry): Promise<void> {
    reporting(this.folder, () => this.write(entry));
  }

  /** One write, one fdatasync (it covers the file's size too). A failed write leaves a torn line. */
  write(entry: NewEntry): void {
    const record = { seq: this.#nextSeq, at: new Date().toISOString(), ...entry } as Entry;
    const line = (this.#unterminated ? '\n' : '') + encode(record);
    this.#unterminated = true;
    writeAll(this.#file, line);
    this.#unterminated = false;
    fdatasyncSync(this.#file);
    this.#nextSeq += 1;
  }

  output(file: string, text: string): void {
    reporting(this.folder, () => {
      const open = this.#outputs.get(file) ?? openPrivate(join(this.folder, file));
      this.#outputs.set(file, open);
      writeAll(open, text);
    });
  }

  async close(): Promise<void> {
    for (const file of [this.#file, ...this.#outputs.values()]) closeSync(file);
    this.#outputs.clear();
  }
}

function openPrivate(path: string, flags = 0): number {
  const { O_CREAT, O_APPEND, O_WRONLY, O_NOFOLLOW } = constants;
  const file = openSync(path, O_CREAT | O_APPEND | O_WRONLY | O_NOFOLLOW | flags, 0o600);
  fchmodSync(file, 0o600);
  return file;
}

/** Already there is fine only for the state folder: a run's folder is new, or it is another's. */
function makePrivateFolder(path: string, recursive = false): void {
  const created = mkdirSync(path, { recursive, mode: 0o700 });
  if (recursive && created === undefined) return;
  const folder = openSync(path, constants.O_RDONLY | constants.O_DIRECTORY);
  fchmodSync(folder, 0o700);
  closeSync(folder);
  syncFolder(dirname(path));
}

function syncFolder(path: string): void {
  const folder = openSync(path, constants.O_RDONLY | constants.O_DIRECTORY);
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

function writeAll(file: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
}

function notResumable(folder: string): Problem {
  return {
    rule: 'journal-start',
    severity: 'error',
    message: `The journal in ${folder} has no readable run-started record`,
    hint: 'This run can not be resumed: start a new one.',
  };
}
