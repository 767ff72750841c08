/** What becomes of a command's output: shown and kept masked, and what the step needs of it. */
import type { ExecEnd, OutputChunk } from '../../transports/transport.ts';
import type { StepContext } from '../context.ts';
import { withoutSequences } from '../control-characters.ts';
import type { Shown, StepOutput } from '../report.ts';
import { Expectation, type Mismatch } from './expect.ts';

/** What was received of one command. */
export interface Received {
  readonly end: ExecEnd;
  /** Stdout, when asked for with `keep`; raw, not masked: never show it. */
  readonly stdout: string;
  /** The first of the lines of `expect` that was not found. */
  readonly mismatch?: Mismatch;
  /** The last line printed, of stderr if it printed any. Masked. */
  readonly lastLine?: string;
}

export interface ReceiveOptions {
  /** Keep stdout in memory: for what is read rather than shown. It is small. */
  readonly keep?: boolean;
  /** Don't show the output: it isn't for people. */
  readonly quiet?: boolean;
  /** Lines to look for. */
  readonly expect?: readonly string[];
  /** Both streams as one, as on a terminal. */
  readonly merged?: boolean;
  /** The byte of the command's output with which it begins, when the file is to say so. */
  readonly from?: number;
}

/** Holds no more of the output than a line, unless it is to keep it. */
export class Receiver {
  readonly #options: ReceiveOptions;
  readonly #masked: StepOutput;
  readonly #expectation: Expectation;
  readonly #tail = new Tail();
  readonly #kept: string[] = [];
  /** Its result is given: what still comes is not for this session. */
  #over = false;

  constructor({ report, step, outputFile }: StepContext, options: ReceiveOptions) {
    const { quiet = false, from, expect = [] } = options;
    this.#options = options;
    this.#expectation = new Expectation(expect);
    this.#masked = report.output(step.id, step.host, outputFile, { quiet, from });
  }

  readonly listen = (chunk: OutputChunk): void => {
    if (this.#over) return;
    const { keep, merged } = this.#options;
    const { text, bytes } = chunk;
    const stream = merged ? 'stdout' : chunk.stream;
    if (keep && stream === 'stdout') this.#kept.push(text);
    this.#expectation.push(text);
    this.#tail.push(this.#masked.push({ stream, text, bytes }));
  };

  /** Output that an earlier session has shown and kept. */
  readonly recall = ({ text }: OutputChunk): void => {
    if (this.#options.keep) this.#kept.push(text);
    this.#expectation.push(text);
  };

  result(end: ExecEnd): Received {
    this.#over = true;
    for (const chunk of this.#masked.flush()) this.#tail.push(chunk);
    const lastLine = this.#tail.lastLine();
    return { end, stdout: this.#kept.join(''), mismatch: this.#expectation.result(), lastLine };
  }
}

/** Enough of a line to show it in a sentence. */
const TAIL = 400;

/** Takes masked text only: a secret that is cut in two could no longer be recognised. */
class Tail {
  readonly #ends = { stdout: '', stderr: '' };

  push({ stream, text }: Shown): void {
    const end = this.#ends[stream] + text.slice(-TAIL);
    this.#ends[stream] = end.slice(-TAIL);
  }

  lastLine(): string | undefined {
    return lastLine(this.#ends.stderr) ?? lastLine(this.#ends.stdout);
  }
}

function lastLine(text: string): string | undefined {
  return text
    .split(/[\r\n]+/)
    .map((line) => withoutSequences(line).trim())
    .findLast((line) => line !== '');
}
