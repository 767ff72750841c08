/**
 * The choke point: all that leaves the executor for the terminal or the journal
 * passes here, masked. Nothing else of the executor knows either of them.
 */
import type { Journal, NewEntry } from '../journal/entries.ts';
import type { PlannedStep } from '../plan/model.ts';
import type { OutputChunk } from '../transports/transport.ts';
import type { ExecutorEvent } from './events.ts';
import type { Mask } from './mask.ts';

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

export class Report {
  readonly #journal: Journal;
  readonly #emit: (event: ExecutorEvent) => void;
  readonly #mask: Mask;
  /** Output files that could not be written. */
  readonly #unkept = new Set<string>();

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
  output(step: string, host: string, file: string, quiet = false): StepOutput {
    const streams = { stdout: this.#mask.stream(), stderr: this.#mask.stream() };
    const give = (stream: OutputChunk['stream'], text: string): Shown => {
      if (text !== '' && !quiet) {
        this.#emit({ type: 'output', step, host, stream, text });
        this.#keep(step, host, file, text);
      }
      return { stream, text };
    };
    return {
      push: ({ stream, text }) => give(stream, streams[stream].push(text)),
      flush: () =>
        (['stdout', 'stderr'] as const).map((stream) => give(stream, streams[stream].flush())),
    };
  }

  /**
   * Called while a command runs: it must not throw there. What can't be kept is said,
   * once; the record of the step's end, which matters more, is tried all the same.
   */
  #keep(step: string, host: string, file: string, text: string): void {
    if (this.#unkept.has(file)) return;
    try {
      this.#journal.output(file, text);
    } catch (error) {
      this.#unkept.add(file);
      const why = `the output of this step can not be kept: ${(error as Error).message}\n`;
      this.#emit({ type: 'output', step, host, stream: 'stderr', text: why });
    }
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
