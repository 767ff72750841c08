/** What a journal does for the executor: keep entries, and what steps print. */
import type { Entry } from './entries.ts';

/** An entry as the executor hands it over: the journal adds `seq`, `at` and `prev`. */
export type NewEntry = Entry extends infer E
  ? E extends Entry
    ? Omit<E, 'seq' | 'at' | 'prev'>
    : never
  : never;

/** How far a step's output file goes. */
export interface OutputPosition {
  /** Raw bytes that the command has printed on its host. */
  readonly bytes: number;
}

/** Where a journal is kept. The executor knows only this. */
export interface Journal {
  /**
   * Resolves when the entry is on disk (fsync). Those of one turn share one sync, in order.
   * Once one has failed, all do: nothing is ever written behind a hole.
   */
  append(entry: NewEntry): Promise<void>;
  /**
   * Appends to a step's output file; masked text only. Not fsynced by itself.
   * @param position all that the command has printed up to here is in the file: nothing is
   *   held back. Give `{bytes: 0}` with an empty text before the command is sent.
   */
  output(file: string, text: string, position?: OutputPosition): void;
  /**
   * Takes the file back to its last position, to go on from there. `{bytes: 0}` when none
   * can be trusted: the command's whole output is wanted again.
   */
  resumeOutput(file: string): OutputPosition;
  close(): Promise<void>;
}
