/**
 * The records of a journal, one JSON object a line. Append-only: nothing is ever
 * rewritten. What a run is, is what `fold` makes of its entries.
 *
 * Times are ISO 8601 UTC. No secret is ever in an entry (masked at the executor's
 * choke point). Unknown `type`s from a newer version are kept and ignored.
 */

export interface EntryBase {
  /** 1, 2, 3 … without holes: a hole or a half line is reported by `status`. */
  readonly seq: number;
  readonly at: string;
}

/** Identity of one step on one host, and of the text that was meant. */
export interface StepRef {
  readonly step: string;
  readonly host: string;
  readonly hash: string;
  readonly sourceHash: string;
}

export type StepResult = 'ok' | 'changed' | 'skipped' | 'failed';

/** What went wrong, in the order in which the executor decides it. */
export type FailureReason =
  | 'unsupported'
  | 'resolution'
  | 'unreachable'
  | 'host-key'
  | 'authentication'
  | 'timeout'
  | 'exit-code'
  | 'signal'
  | 'expect'
  | 'verify'
  | 'invariant'
  | 'aborted';

export type Entry = EntryBase &
  (
    | {
        readonly type: 'run-started';
        readonly format: 1;
        readonly run: string;
        readonly runbook: string;
        readonly file: string;
        readonly title: string;
        readonly operator: string;
        readonly machine: string;
        readonly version: string;
        readonly params: Readonly<Record<string, string>>;
        /** `--limit`, `--step`, `--start-at` as given. */
        readonly selection: Readonly<Record<string, string>>;
        readonly transport: string;
        /** The steps of the plan at that time. */
        readonly steps: readonly (StepRef & { readonly title: string })[];
      }
    | {
        readonly type: 'resumed';
        readonly operator: string;
        readonly machine: string;
        readonly version: string;
        /** The steps of today's plan, which may differ from the plan of the start. */
        readonly steps?: readonly (StepRef & { readonly title: string })[];
      }
    | ({
        /** Written and fsynced before anything is sent to the host. */
        readonly type: 'step-started';
        readonly attempt: number;
        /** File under the run's folder that holds the output. */
        readonly output: string;
      } & StepRef)
    | ({
        readonly type: 'step-ended';
        readonly attempt: number;
        readonly result: StepResult;
        readonly reason?: FailureReason;
        readonly exitCode?: number;
        readonly detail?: string;
        readonly durationMs: number;
        /** `put`: where the previous file was kept on the host, for undo. */
        readonly backup?: string;
      } & StepRef)
    | ({
        /** The link went, or the process was killed, and nobody knows how it ended. */
        readonly type: 'step-unknown';
        readonly attempt: number;
        readonly detail: string;
      } & StepRef)
    | ({
        /** What the operator, or a verify, said about an unknown or edited step. */
        readonly type: 'decision';
        readonly by: 'operator' | 'verify' | 'rerun-safe' | 'flag';
        readonly decision: 'done' | 'rerun' | 'skip' | 'abort';
        readonly detail?: string;
      } & StepRef)
    | {
        readonly type: 'paused';
        readonly reason: 'interrupt' | 'manual' | 'failure' | 'question';
        readonly step?: string;
        readonly host?: string;
      }
    | { readonly type: 'run-ended'; readonly status: 'succeeded' | 'failed' | 'aborted' }
  );

export type EntryOf<T extends Entry['type']> = Extract<Entry, { type: T }>;
/** An entry as the executor hands it over: the journal adds `seq` and `at`. */
export type NewEntry = Entry extends infer E
  ? E extends Entry
    ? Omit<E, 'seq' | 'at'>
    : never
  : never;

/** Where a journal is kept. The executor knows only this. */
export interface Journal {
  /** Resolves when the entry is on disk (fsync). */
  append(entry: NewEntry): Promise<void>;
  /** Appends to a step's output file; masked text only. Not fsynced by itself. */
  output(file: string, text: string): void;
  close(): Promise<void>;
}
