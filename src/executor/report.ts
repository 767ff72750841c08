/**
 * The choke point: all that leaves the executor for the terminal or the journal
 * passes here, masked. Nothing else of the executor knows either of them.
 */
import type { Journal, NewEntry, OutputPosition } from '../journal/journal.ts';
import type { PlannedStep } from '../plan/model.ts';
import { ProblemError } from '../problem/problem.ts';
import type { OutputChunk } from '../transports/transport.ts';
import type { ExecutorEvent } from './events.ts';
import type { Mask } from './mask/mask.ts';

/** Texts that name things rather than say something: masking them would break what they name. */
const NAMES = new Set([
  ...[
    'id',
    'kind',
    'type',
    'run',
    'runbook',
    'step',
    'host',
    'hash',
    'sourceHash',
    'output',
    'backup',
    'remote',
  ],
  ...['result', 'reason', 'status', 'by', 'decision', 'verdict', 'phase', 'stream'],
]);

/** Masked: its bytes are no longer the command's. */
export type Shown = Pick<OutputChunk, 'stream' | 'text'>;

export interface StepOutput {
  /** @returns what may be shown of the stream so far, and wasn't yet */
  push(chunk: OutputChunk): Shown;
  /** Gives out what the mask held back. */
  flush(): readonly Shown[];
}

export interface OutputOptions {
  /** Neither shown nor kept. */
  readonly quiet?: boolean | undefined;
  /** The byte of the command's output with which it begins, when the file is to say so. */
  readonly from?: number | undefined;
}

interface Kept {
  readonly step: string;
  readonly host: string;
  readonly file: string;
}

export class Report {
  readonly #journal: Journal;
  readonly #emit: (event: ExecutorEvent) => void;
  readonly #mask: Mask;
  /** Output files that could not be written, and why. */
  readonly #unkept = new Map<string, unknown>();

  constructor(journal: Journal, emit: (event: ExecutorEvent) => void, mask: Mask) {
    this.#journal = journal;
    this.#emit = emit;
    this.#mask = mask;
  }

  emit(event: ExecutorEvent): void {
    this.#emit(this.#masked(event));
  }

  /** Resolves when the entry is on disk. */
  append(entry: NewEntry): Promise<void> {
    return this.#journal.append(this.#masked(entry));
  }

  /** For one command: its output goes to the terminal and to the step's file, each stream masked. */
  output(step: string, host: string, file: string, options: OutputOptions = {}): StepOutput {
    const { quiet = false, from } = options;
    const streams = { stdout: this.#mask.stream(), stderr: this.#mask.stream() };
    let bytes = from;
    // Where everything that was received is in the file.
    const position = () =>
      bytes === undefined || streams.stdout.pending || streams.stderr.pending
        ? undefined
        : { bytes };
    const give = (stream: OutputChunk['stream'], text: string): Shown => {
      if (quiet) return { stream, text };
      if (text !== '') this.#emit({ type: 'output', step, host, stream, text });
      if (text !== '' || bytes !== undefined) this.#keep({ step, host, file }, text, position());
      return { stream, text };
    };
    if (bytes === 0) give('stdout', '');
    return {
      push: (chunk) => {
        const text = streams[chunk.stream].push(chunk.text);
        if (bytes !== undefined) bytes += chunk.bytes;
        return give(chunk.stream, text);
      },
      flush: () =>
        (['stdout', 'stderr'] as const).map((stream) => give(stream, streams[stream].flush())),
    };
  }

  /**
   * Before a command is sent: is there a place for what it prints?
   * @throws ProblemError when the file can't be written
   */
  mustKeep(file: string): void {
    this.#journal.output(file, '');
  }

  /** Goes on with an output file. @returns the byte of the command's output that it goes up to */
  resume(file: string): number {
    try {
      return this.#journal.resumeOutput(file).bytes;
    } catch {
      // Then all of it is wanted again; that it can't be kept is said as it comes.
      return 0;
    }
  }

  /**
   * Called while a command runs: it must not throw there. What can't be kept is said,
   * once; the record of the step's end, which matters more, is tried all the same.
   */
  #keep({ step, host, file }: Kept, text: string, position: OutputPosition | undefined): void {
    if (this.#unkept.has(file)) return;
    try {
      this.#journal.output(file, text, position);
    } catch (error) {
      this.#unkept.set(file, error);
      const text = `the output of this step can not be kept: ${firstWords(error)}`;
      this.#emit({ type: 'notice', step, host, text });
    }
  }

  /**
   * Call it when a step has ended and that is recorded: nothing more may be sent.
   * @throws what an output file could not be written for
   */
  mustHaveKept(): void {
    for (const error of this.#unkept.values()) throw error;
  }

  /** Is something of it masked? */
  holdsSecret(text: string): boolean {
    return this.#mask.text(text) !== text;
  }

  /** A step as it may be shown to the operator. Never send it. */
  shown(step: PlannedStep): PlannedStep {
    return this.#masked(step);
  }

  #masked<T extends object>(record: T): T {
    const fields = Object.entries(record).map(([name, value]) => [name, this.#field(name, value)]);
    return Object.fromEntries(fields) as T;
  }

  #field(name: string, value: unknown): unknown {
    if (typeof value === 'string') return NAMES.has(name) ? value : this.#mask.text(value);
    if (Array.isArray(value)) return value.map((item) => this.#field(name, item));
    return typeof value === 'object' && value !== null ? this.#masked(value) : value;
  }
}

/** Without the hint, which is for the end of the run. */
function firstWords(error: unknown): string {
  if (error instanceof ProblemError) return error.problems[0]?.message ?? '';
  return error instanceof Error ? error.message : String(error);
}
