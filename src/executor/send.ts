/** Sends one command line of a step, and keeps what is needed of its output. */
import type { ExecEnd, ExecRequest, OutputChunk } from '../transports/transport.ts';
import type { StepContext } from './context.ts';
import { withoutSequences } from './control-characters.ts';
import type { Shown } from './report.ts';

/** For an action that says nothing about its own time: long enough for an upgrade. */
export const ACTION_TIMEOUT_MS = 30 * 60_000;
/** For checks, verifies, invariants, and for reading a file. */
export const PROBE_TIMEOUT_MS = 60_000;

export interface Sent {
  readonly end: ExecEnd;
  /** Stdout, when asked for with `keep`; raw, not masked: never show it. */
  readonly stdout: string;
  /** Both streams in the order of arrival, whole lines, when asked for with `keep`. */
  readonly transcript: string;
  /** The last line printed, of stderr if it printed any. Masked. */
  readonly lastLine?: string;
}

export interface SendOptions {
  readonly request: ExecRequest;
  /** Keep the whole output in memory: for `expect`, and for reading a file. */
  readonly keep?: boolean;
  /** Don't show the output: it isn't for people. */
  readonly quiet?: boolean;
}

/** The action. Sent once; sent again only if it certainly never left. @throws ConnectError */
export async function sendAction(context: StepContext, options: SendOptions): Promise<Sent> {
  const sent = await send(context, options);
  if (sent.end.kind !== 'lost') return sent;
  await context.sessions.drop(context.step.host);
  return sent.end.sent === false ? send(context, options) : sent;
}

/**
 * A command that changes nothing. A link that went stale since the step before is
 * opened anew, once. @throws ConnectError
 */
export async function sendProbe(context: StepContext, options: SendOptions): Promise<Sent> {
  const { sessions, step } = context;
  const reused = sessions.has(step.host);
  const sent = await send(context, options);
  if (sent.end.kind !== 'lost') return sent;
  await sessions.drop(step.host);
  return reused ? send(context, options) : sent;
}

async function send(context: StepContext, options: SendOptions): Promise<Sent> {
  const { report, sessions, signal, step, outputFile } = context;
  const session = await sessions.get(step.host);
  const masked = report.output(step.id, step.host, outputFile, options.quiet);
  const transcript = new Transcript();
  const tail = new Tail();
  const listen = (chunk: OutputChunk): void => {
    if (options.keep) transcript.push(chunk);
    tail.push(masked.push(chunk));
  };
  const end = await session.exec(options.request, listen, signal);
  for (const chunk of masked.flush()) tail.push(chunk);
  return { end, ...transcript.result(), lastLine: tail.lastLine() };
}

class Transcript {
  readonly #lines: string[] = [];
  readonly #open = { stdout: '', stderr: '' };
  #stdout = '';

  push({ stream, text }: OutputChunk): void {
    if (stream === 'stdout') this.#stdout += text;
    const lines = (this.#open[stream] + text).split('\n');
    this.#open[stream] = lines.pop() ?? '';
    for (const line of lines) this.#lines.push(line);
  }

  result(): Pick<Sent, 'stdout' | 'transcript'> {
    const rest = Object.values(this.#open).filter((line) => line !== '');
    return { stdout: this.#stdout, transcript: [...this.#lines, ...rest].join('\n') };
  }
}

/** Enough of a line to show it in a sentence. */
const TAIL = 400;

/** Takes masked text only: a secret that is cut in two could no longer be recognised. */
class Tail {
  readonly #ends = { stdout: '', stderr: '' };

  push({ stream, text }: Shown): void {
    this.#ends[stream] = (this.#ends[stream] + text).slice(-TAIL);
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
