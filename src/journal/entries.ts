/**
 * The records of a journal, one JSON object a line. Append-only: nothing is ever
 * rewritten. What a run is, is what `fold` makes of its entries.
 *
 * Times are ISO 8601 UTC. No secret is ever in an entry (masked at the executor's
 * choke point). Unknown `type`s from a newer version are kept and ignored.
 */

export interface EntryBase {
  /** 1, 2, 3 … without holes. */
  readonly seq: number;
  readonly at: string;
  /** SHA-256, in hex, of the line before, without its line end; of the empty text for the first. */
  readonly prev: string;
}

/** Identity of one step on one host, and of the text that was meant. */
export interface StepRef {
  readonly step: string;
  readonly host: string;
  readonly hash: string;
  readonly sourceHash: string;
}

/** `armed`: it will go back. `disarmed`: it won't. `fired`: it went back. */
export type RevertState = 'armed' | 'disarmed' | 'fired';

export type StepResult = 'ok' | 'changed' | 'skipped' | 'failed';

/** What went wrong, in the order in which the executor decides it. */
export type FailureReason =
  | 'unsupported'
  /** The operator's ssh config leads nowhere: nothing was sent. */
  | 'configuration'
  | 'resolution'
  | 'unreachable'
  | 'host-key'
  | 'authentication'
  | 'timeout'
  | 'prompt'
  | 'exit-code'
  | 'signal'
  | 'expect'
  | 'verify'
  | 'invariant'
  /** It could not be made to go back by itself: nothing was sent. */
  | 'not-armed'
  /** Nobody could confirm the change: the host went back by itself. */
  | 'reverted'
  /** It was not seen to boot anew. */
  | 'not-rebooted'
  /** A text of it names what no earlier step gave: nothing was sent. */
  | 'output'
  | 'aborted';

export type Entry = EntryBase &
  (
    | {
        readonly type: 'run-started';
        /** 2 since records are chained by `prev`. */
        readonly format: 1 | 2;
        readonly run: string;
        readonly runbook: string;
        /** From the project's root. */
        readonly file: string;
        /** The project's root on that machine; absent in a journal of before. */
        readonly root?: string;
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
    | {
        /** From here on the run is taken back: it is not gone on with any more. */
        readonly type: 'undo-started';
        readonly operator: string;
        readonly machine: string;
        readonly version: string;
        /** What is to be taken back, in the order of doing so; ids are those of `undoId`. */
        readonly steps: readonly (StepRef & { readonly title: string })[];
      }
    | {
        /** Somebody removed a lock of this run: what it guarded is not guarded since. */
        readonly type: 'unlocked';
        readonly lock: string;
        /** The target; absent for the locks on the operator's own machine. */
        readonly host?: string;
        readonly operator: string;
        readonly machine: string;
      }
    | ({
        /** Written and fsynced before anything is sent to the host. */
        readonly type: 'step-started';
        readonly attempt: number;
        /** File under the run's folder that holds the output. */
        readonly output: string;
        /** Under which name it runs on the host, for re-attaching; absent: it lives with the link. */
        readonly remote?: string;
        /** The host is to carry out the undo by itself after so many ms, unless told not to. */
        readonly revert?: number;
        /** Of a step that reboots its host: the boot id before it. */
        readonly boot?: string;
        readonly put?: PutFacts;
      } & StepRef)
    | ({
        /** What became of the undo that the host carries out by itself. */
        readonly type: 'revert';
        readonly attempt: number;
        readonly state: RevertState;
        /** ISO 8601 UTC, by the operator's clock: when the host goes back. */
        readonly deadline?: string;
        /** Of `fired`: what the undo ended with; absent when a restart of the host ended it. */
        readonly exitCode?: number;
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
        /** What it wrote to `$RUNBOOK_OUTPUT`. */
        readonly outputs?: Readonly<Record<string, string>>;
        /** Keys of outputs that held a secret: their values were not kept. */
        readonly withheld?: readonly string[];
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
        readonly by: 'operator' | 'verify' | 'rerun-safe' | 'flag' | 'reattach';
        readonly decision: 'done' | 'rerun' | 'skip' | 'abort';
        readonly detail?: string;
      } & StepRef)
    | {
        readonly type: 'paused';
        readonly reason: 'interrupt' | 'manual' | 'failure' | 'question' | 'locked';
        readonly step?: string;
        readonly host?: string;
      }
    | {
        readonly type: 'run-ended';
        readonly status: 'succeeded' | 'failed' | 'aborted' | 'undone';
      }
  );

/** What a step is about to write. */
export interface PutFacts {
  readonly path: string;
  /** There was no such file before the run. */
  readonly absent?: true;
  /** As root. */
  readonly sudo?: true;
}

export type EntryOf<T extends Entry['type']> = Extract<Entry, { type: T }>;
