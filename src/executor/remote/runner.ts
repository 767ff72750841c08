/**
 * The runner of a host: one long-lived shell that takes one request after another.
 *
 * A shell that is there already costs a step two process starts less, and a login shell's
 * start-up files less, than a channel for each command.
 */
import { randomBytes } from 'node:crypto';
import { deferred } from '../../transports/deferred.ts';
import { LINGER_LIMIT_MS, LINGER_MS } from '../../transports/ending.ts';
import type { Channel, ExecEnd, Session } from '../../transports/transport.ts';
import { type Heard, Hearing } from './hearing.ts';
import { openRequest, scriptRequest } from './requests.ts';

/** Where a host keeps the run's files, and which boot it is in. */
export type Place = Extract<Heard, { kind: 'ready' }>;

/** The runner is gone. */
interface Cut {
  readonly kind: 'cut';
  readonly reason: string;
  /** And the connection with it. */
  readonly link: boolean;
  /** False when it is certain that it never had the request. */
  readonly sent?: false;
}

export type Reply =
  | Cut
  | Heard
  /** The command ended, but something keeps its output open: this runner is of no more use. */
  | { readonly kind: 'held'; readonly end: ExecEnd };

/** Longer than a login shell with a slow start-up file takes. */
const OPEN_MS = 30_000;
/** It has only files to remove. */
const END_MS = 2_000;

export class Runner {
  readonly session: Session;
  readonly #channel: Channel;
  #hearing: Hearing | undefined;
  #activity: () => void = () => {};
  #cut: (gone: Cut) => void = () => {};
  #gone: Cut | undefined;
  #asked = 0;
  /** Requests that wait for the one before them. */
  #last: Promise<unknown> = Promise.resolve();

  /** @throws TypeError where the session has no channels */
  constructor(session: Session) {
    if (!session.open) throw new TypeError('a session without channels');
    this.session = session;
    this.#channel = session.open('exec sh', (stream, bytes) => this.#heard(stream, bytes));
    void this.#channel.ended.then((end) => {
      this.#gone = cut(end);
      this.#cut(this.#gone);
    });
  }

  get alive(): boolean {
    return this.#gone === undefined;
  }

  /** Nobody waits for it. */
  get idle(): boolean {
    return this.alive && this.#asked === 0;
  }

  /** The first request of all but scripts. */
  async open(folder: string, begun: readonly string[] = []): Promise<Reply> {
    return this.#soon(this.ask((nonce) => openRequest(nonce, folder, begun)));
  }

  /** Runs a short script, also before `open`. */
  async script(text: string, onOutput: (bytes: Buffer) => void): Promise<Reply> {
    return this.#soon(this.ask((nonce) => scriptRequest(nonce, text), onOutput));
  }

  /** Sends a request, and hears it to its end. */
  ask(
    request: (nonce: string) => string,
    onOutput: (bytes: Buffer) => void = () => {},
  ): Promise<Reply> {
    const reply = this.#last.then(() => this.#ask(request, onOutput));
    this.#last = reply;
    this.#asked += 1;
    return reply.finally(() => {
      this.#asked -= 1;
    });
  }

  /** Writes a request that answers nothing. */
  tell(request: string): void {
    if (this.alive) this.#channel.write(request);
  }

  /** Ends it, once it has done what it was told. */
  async end(): Promise<void> {
    const timer = setTimeout(() => this.discard(), END_MS);
    this.#channel.end();
    await this.#channel.ended;
    clearTimeout(timer);
  }

  /** Listens to it no more. What it runs goes on. */
  discard(): void {
    this.#channel.close();
  }

  #soon(reply: Promise<Reply>): Promise<Reply> {
    const timer = setTimeout(() => this.discard(), OPEN_MS);
    return reply.finally(() => clearTimeout(timer));
  }

  async #ask(
    request: (nonce: string) => string,
    onOutput: (bytes: Buffer) => void,
  ): Promise<Reply> {
    if (this.#gone) return { ...this.#gone, sent: false };
    const nonce = `runbook-${randomBytes(16).toString('hex')}`;
    const hearing = new Hearing(nonce, onOutput);
    const { promise, resolve } = deferred<Reply>();
    const lingering = new Lingering(() => resolve({ kind: 'held', end: hearing.told as ExecEnd }));
    this.#hearing = hearing;
    this.#activity = () => {
      if (hearing.heard) resolve(hearing.heard);
      else if (hearing.told) lingering.activity();
    };
    this.#cut = (gone) => {
      hearing.cut();
      resolve(hearing.heard ?? gone);
    };
    this.#channel.write(request(nonce));
    return promise.finally(() => {
      lingering.end();
      this.#hearing = undefined;
      this.#cut = () => {};
    });
  }

  #heard(stream: 'stdout' | 'stderr', bytes: Buffer): void {
    if (!this.#hearing) return;
    this.#hearing[stream](bytes);
    this.#activity();
  }
}

function cut(end: ExecEnd): Cut {
  if (end.kind !== 'lost')
    return { kind: 'cut', reason: 'its shell on the host was ended', link: false };
  const { reason, sent, refused } = end;
  return { kind: 'cut', reason, link: !refused, ...(sent === false ? { sent } : {}) };
}

/** After the end, output that something in the background keeps open: quiet, or too long. */
class Lingering {
  readonly #done: () => void;
  #quiet: NodeJS.Timeout | undefined;
  #limit: NodeJS.Timeout | undefined;

  constructor(done: () => void) {
    this.#done = done;
  }

  activity(): void {
    if (this.#quiet) this.#quiet.refresh();
    this.#quiet ??= setTimeout(this.#done, LINGER_MS);
    this.#limit ??= setTimeout(this.#done, LINGER_LIMIT_MS);
  }

  end(): void {
    clearTimeout(this.#quiet);
    clearTimeout(this.#limit);
  }
}
