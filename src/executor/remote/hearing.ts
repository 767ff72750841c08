/** What is heard of one request to the runner: its output, and what became of it. Pure. */
import { constants } from 'node:os';
import type { ExecEnd } from '../../transports/transport.ts';
import { MarkerScanner } from './markers.ts';

/** Why nobody can tell how a step ended. */
export type Vanished = 'restarted' | 'gone' | 'recorded' | 'unwritable';

export type Heard =
  | {
      readonly kind: 'ready';
      readonly boot: string;
      readonly folder: string;
    }
  /** Nothing can be detached there, and why. */
  | { readonly kind: 'unfit'; readonly why: string }
  /** @property vars what the command wrote to `$RUNBOOK_OUTPUT` */
  | { readonly kind: 'ended'; readonly end: ExecEnd; readonly vars: string }
  /** It began in the past: this request did nothing. */
  | { readonly kind: 'taken' }
  /** It didn't begin: the host could not write its files. */
  | { readonly kind: 'refused' }
  /** It never began, and never will. */
  | { readonly kind: 'never' }
  | { readonly kind: 'vanished'; readonly why: Vanished };

export class Hearing {
  /** Once nothing more will be heard. */
  heard: Heard | undefined;
  /** The command's end, told as soon as it is known: its output may be held open by others. */
  told: ExecEnd | undefined;
  readonly #out: MarkerScanner;
  readonly #err: MarkerScanner;
  readonly #onOutput: (bytes: Buffer) => void;
  /** A login shell may print something of its own before the runner speaks. */
  #state: 'before' | 'output' | 'vars' = 'before';
  #vars: Buffer[] = [];

  constructor(nonce: string, onOutput: (bytes: Buffer) => void) {
    this.#out = new MarkerScanner(nonce);
    this.#err = new MarkerScanner(nonce);
    this.#onOutput = onOutput;
  }

  stdout(bytes: Buffer): void {
    for (const token of this.#out.push(bytes)) {
      if (this.heard) return;
      if (token.kind === 'marker') this.#marker(token.text);
      else this.#data(token.bytes);
    }
  }

  /** Of the runner's errors only markers count: the command's own are in its output. */
  stderr(bytes: Buffer): void {
    for (const token of this.#err.push(bytes))
      if (token.kind === 'marker') this.#marker(token.text);
  }

  /** The channel ended: what looked like the beginning of a marker was output. */
  cut(): void {
    const rest = this.#out.flush();
    if (rest.length > 0 && !this.heard) this.#data(rest);
  }

  #data(bytes: Buffer): void {
    if (this.#state === 'output') this.#onOutput(bytes);
    else if (this.#state === 'vars') this.#vars.push(bytes);
  }

  #marker(text: string): void {
    const [word = '', ...rest] = text.split(' ');
    if (word === 'begin') this.#state = 'output';
    else if (word === 'vars') this.#state = 'vars';
    else if (word === 'told') this.told = endOf(rest);
    else if (word === 'end') this.#end(rest);
    else this.heard ??= answer(word, rest);
  }

  #end(words: readonly string[]): void {
    const end = endOf(words) ?? this.told;
    const vars = Buffer.concat(this.#vars).toString('utf8');
    this.heard ??= end ? { kind: 'ended', end, vars } : { kind: 'vanished', why: 'gone' };
  }
}

function answer(word: string, rest: readonly string[]): Heard | undefined {
  switch (word) {
    case 'ready': {
      const [boot = '', ...folder] = rest;
      return { kind: 'ready', boot, folder: folder.join(' ') };
    }
    case 'unfit':
      return { kind: 'unfit', why: rest.join(' ') };
    case 'taken':
    case 'refused':
    case 'never':
      return { kind: word };
    case 'vanished':
      return { kind: 'vanished', why: rest[0] as Vanished };
    default:
      return undefined;
  }
}

/** `exit 3`, or `signal 137`: a shell's status, 128 and the signal's number. */
function endOf([word, status]: readonly string[]): ExecEnd | undefined {
  if (!status || !/^\d+$/.test(status)) return undefined;
  const code = Number(status);
  if (word === 'exit') return { kind: 'exited', code };
  const signal = Object.entries(constants.signals).find(([, number]) => number === code - 128);
  return { kind: 'signaled', signal: signal?.[0] ?? `signal ${code - 128}` };
}
