/**
 * A journal as a file: `<state>/<run>/journal.jsonl`, with the steps' outputs beside it.
 * Modes are 0600 and 0700 whatever the umask. `append` returns when the record is on disk.
 */
import { randomBytes } from 'node:crypto';
import { constants, fsyncSync, ftruncateSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Problem } from '../problem/problem.ts';
import { type Decoded, decode } from './decode.ts';
import { diskProblem, reporting } from './disk-errors.ts';
import { fold } from './fold.ts';
import { FORMAT, resumableStart } from './format.ts';
import type { Journal, NewEntry, OutputPosition } from './journal.ts';
import { Outputs } from './outputs-fs.ts';
import {
  keepPrivateFolder,
  makePrivateFolder,
  mendModes,
  openForAppending,
  syncFolder,
} from './private-fs.ts';
import { RecordWriter } from './records-fs.ts';
import type { RunState } from './state.ts';

export const JOURNAL_FILE = 'journal.jsonl';
const OUTPUT_FOLDER = 'output';

type NewEntryOf<T extends NewEntry['type']> = Extract<NewEntry, { type: T }>;

/** What the caller knows about a new run; id and format are given here. */
export type RunStart = Omit<NewEntryOf<'run-started'>, 'type' | 'format' | 'run'>;
export type RunResumed = Omit<NewEntryOf<'resumed'>, 'type'>;
export type UndoStarted = Omit<NewEntryOf<'undo-started'>, 'type'>;
export type RunUnlocked = Omit<NewEntryOf<'unlocked'>, 'type'>;

export interface RunJournal extends Journal {
  readonly run: string;
  /** Absolute path of the run's folder. */
  readonly folder: string;
  /** What earlier sessions left, read as the journal was opened; undefined for a new run. */
  readonly previous?: RunState;
  /** What was mended as it was opened, for the operator. */
  readonly notices: readonly Problem[];
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
    const file = openForAppending(join(folder, JOURNAL_FILE), constants.O_EXCL);
    const journal = new FileJournal(run, folder, file, decode(new Uint8Array(), ''));
    journal.begin({ type: 'run-started', format: FORMAT, run, ...start });
    for (const path of [folder, stateDir]) syncFolder(path);
    return journal;
  });
}

/**
 * Opens a run's journal to go on with it, and records `resumed`. A half-written last
 * record is cut off first. Hold the run's lock (`lock-fs.ts`) before calling.
 * @throws ProblemError when it is damaged, of another format, or can't be written
 */
export function openRun(folder: string, resumed: RunResumed): RunJournal {
  return openFor(folder, { type: 'resumed', ...resumed });
}

/** As `openRun`, to take the run back: records `undo-started`. @throws ProblemError */
export function openUndo(folder: string, undo: UndoStarted): RunJournal {
  return openFor(folder, { type: 'undo-started', ...undo });
}

/** Records that a lock of the run was removed. Hold the run's lock. @throws ProblemError */
export async function noteUnlocked(folder: string, unlocked: RunUnlocked): Promise<void> {
  await openFor(folder, { type: 'unlocked', ...unlocked }).close();
}

function openFor(folder: string, first: NewEntry): RunJournal {
  return reporting(folder, () => {
    const found = readJournal(folder);
    const { run } = resumableStart(found, folder, basename(folder));
    const mended = mendModes(folder);
    keepPrivateFolder(join(folder, OUTPUT_FOLDER));
    const file = openForAppending(join(folder, JOURNAL_FILE));
    if (found.torn) cut(file, found.wholeBytes);
    const journal = new FileJournal(run, folder, file, found, mended.map(wasOpen));
    journal.begin(first);
    return journal;
  });
}

function cut(file: number, bytes: number): void {
  ftruncateSync(file, bytes);
  fsyncSync(file);
}

/** Reads a run's journal, however damaged. @throws Error when there is no such file. */
export function readJournal(folder: string): Decoded {
  const path = join(folder, JOURNAL_FILE);
  return decode(readFileSync(path), path);
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
  readonly notices: readonly Problem[];
  readonly #records: RecordWriter;
  readonly #outputs: Outputs;

  constructor(
    run: string,
    folder: string,
    file: number,
    found: Decoded,
    notices: readonly Problem[] = [],
  ) {
    this.run = run;
    this.folder = folder;
    this.previous = found.entries.length > 0 ? fold(found.entries) : undefined;
    this.notices = notices;
    this.#records = new RecordWriter(file, found);
    this.#outputs = new Outputs(folder);
  }

  begin(entry: NewEntry): void {
    this.#records.appendNow(entry);
  }

  async append(entry: NewEntry): Promise<void> {
    await this.#records.append(entry).catch((error: unknown) => {
      throw diskProblem(this.folder, error);
    });
  }

  output(file: string, text: string, position?: OutputPosition): void {
    reporting(this.folder, () => this.#outputs.append(file, text, position));
  }

  resumeOutput(file: string): OutputPosition {
    return reporting(this.folder, () => this.#outputs.resume(file));
  }

  async close(): Promise<void> {
    await this.#records.close();
    this.#outputs.close();
  }
}

function wasOpen(path: string): Problem {
  return {
    rule: 'journal-modes',
    severity: 'info',
    message: `Others could read ${path}: now only its owner can`,
  };
}
