/**
 * One detached command, from its launch (or from where an earlier session left it) to its
 * end, through lost links: followed, told to stop when its time is up, left when asked to.
 */
import { deferred } from '../../transports/deferred.ts';
import type { ExecEnd } from '../../transports/transport.ts';
import { LEAVE } from '../options.ts';
import type { Vanished } from './hearing.ts';
import { type Reconnecting, reconnect, reconnectWindow } from './reconnect.ts';
import { attachRequest, LINGER_ROUNDS } from './requests.ts';
import type { Reply } from './runner.ts';
import type { OpenRunner } from './runners.ts';

/** What came of it, as far as it can be known. */
export type Came =
  /** @property stopped because the operator said so */
  | {
      readonly kind: 'ended';
      readonly end: ExecEnd;
      readonly vars: string;
      readonly stopped: boolean;
    }
  /** Certain: it never began, and never will under this key. */
  | { readonly kind: 'never'; readonly why: string; readonly refused?: true }
  /** Nobody waited for its end. */
  | { readonly kind: 'vanished'; readonly why: Vanished | 'taken' }
  /** It goes on there, as far as is known. */
  | { readonly kind: 'left'; readonly why: string };

export interface Job extends Reconnecting {
  readonly host: string;
  readonly key: string;
  /** Milliseconds that it may still take; and whether its author said so. */
  readonly remainingMs: number;
  readonly timeout: { readonly ms: number; readonly given: boolean };
  /** Byte of its output to begin with. */
  readonly from: number;
  readonly onOutput: (bytes: Buffer) => void;
  readonly notice: (text: string) => void;
  /** Kills its process group over a channel of its own. @returns whether it was there */
  readonly kill: (open: OpenRunner) => Promise<boolean>;
}

/** Why it was let go. */
export const TOLD_TO_END = 'this process was told to end';

/** How long after its kill an end is waited for. */
const KILLED_MS = 10_000;

/** Launches it. @param request of the launch, from a nonce */
export function launch(
  job: Job,
  open: OpenRunner,
  request: (nonce: string) => string,
): Promise<Came> {
  const detached = new Detached(job);
  return detached.follow(open, open.runner.ask(request, detached.output), 0);
}

/** Goes on with one that was begun earlier. */
export function attach(job: Job, open: OpenRunner): Promise<Came> {
  const detached = new Detached(job);
  return detached.follow(open, detached.attach(open), 1);
}

class Detached {
  readonly #job: Job;
  readonly #began: number;
  #bytes: number;
  #open: OpenRunner | undefined;
  /** Why it was told to stop. */
  #stop: 'timeout' | 'aborted' | undefined;
  #over = false;
  /** Whether it was there to be killed; of one that had ended, its own end counts. */
  #killed: Promise<boolean> = Promise.resolve(true);
  /** What is concluded without it. */
  readonly #given = deferred<Came>();
  readonly #timers: NodeJS.Timeout[] = [];

  constructor(job: Job) {
    this.#job = job;
    this.#bytes = job.from;
    this.#began = job.clock.now();
  }

  readonly output = (bytes: Buffer): void => {
    this.#bytes += bytes.length;
    this.#job.onOutput(bytes);
  };

  async follow(open: OpenRunner, reply: Promise<Reply>, attached: number): Promise<Came> {
    const { signal, remainingMs } = this.#job;
    this.#open = open;
    this.#after(Math.max(remainingMs, 0), () => this.#tellToStop('timeout'));
    if (signal?.aborted) this.#abort();
    else signal?.addEventListener('abort', this.#abort, { once: true });
    try {
      return await Promise.race([
        this.#loop(reply, attached),
        this.#given.promise.then(this.#letGo),
      ]);
    } finally {
      this.#over = true;
      signal?.removeEventListener('abort', this.#abort);
      for (const timer of this.#timers) clearTimeout(timer);
    }
  }

  attach(open: OpenRunner, rounds = LINGER_ROUNDS): Promise<Reply> {
    const { key } = this.#job;
    return open.runner.ask((nonce) => attachRequest(nonce, key, this.#bytes, rounds), this.output);
  }

  async #loop(first: Promise<Reply>, attached: number): Promise<Came> {
    let reply = await first;
    for (let attaches = attached; ; attaches += 1) {
      // The launch was never written: it can be written again.
      if (reply.kind === 'cut' && reply.sent === false && attaches === 0)
        return { kind: 'never', why: reply.reason };
      if (reply.kind !== 'cut' && reply.kind !== 'held') return this.#came(reply);
      const again = await this.#again(reply);
      if (typeof again === 'string') return { kind: 'left', why: again };
      reply = await again.reply;
    }
  }

  /** @returns why not */
  async #again(
    reply: Extract<Reply, { kind: 'cut' | 'held' }>,
  ): Promise<{ readonly reply: Promise<Reply> } | string> {
    const { host, notice, timeout } = this.#job;
    if (this.#over) return 'it was let go';
    const link = reply.kind === 'cut' && reply.link;
    if (reply.kind === 'held') this.#open?.runner.discard();
    this.#open = undefined;
    if (link) notice(`${reply.reason}: connecting again, what runs on ${host} goes on`);
    const window = reconnectWindow(timeout.given ? this.#remaining() : undefined);
    const open = await reconnect(host, link, window, this.#job);
    if (typeof open === 'string') return open;
    this.#open = open;
    if (link) notice(`connected to ${host} again: reading on from byte ${this.#bytes}`);
    if (this.#stop) this.#kill(open);
    return { reply: this.attach(open, reply.kind === 'held' ? 0 : LINGER_ROUNDS) };
  }

  #remaining(): number {
    return this.#job.remainingMs - (this.#job.clock.now() - this.#began);
  }

  #came(reply: Exclude<Reply, { kind: 'cut' | 'held' }>): Came | Promise<Came> {
    switch (reply.kind) {
      case 'ended':
        return this.#ended(reply.end, reply.vars);
      case 'never':
        return { kind: 'never', why: 'the link was lost before it began' };
      case 'refused':
        return { kind: 'never', why: 'the host can not write its files', refused: true };
      case 'taken':
        return { kind: 'vanished', why: 'taken' };
      case 'vanished':
        return reply;
      default:
        return { kind: 'left', why: 'its host gave no answer' };
    }
  }

  async #ended(end: ExecEnd, vars: string): Promise<Came> {
    const killed = this.#stop !== undefined && (await this.#killed);
    if (killed && this.#stop === 'timeout') return this.#timedOut();
    return { kind: 'ended', end, vars, stopped: killed };
  }

  #timedOut(): Came {
    const end: ExecEnd = { kind: 'timeout', afterMs: this.#job.timeout.ms };
    return { kind: 'ended', end, vars: '', stopped: false };
  }

  readonly #abort = (): void => {
    const { signal } = this.#job;
    if (signal?.reason === LEAVE) this.#given.resolve({ kind: 'left', why: TOLD_TO_END });
    else this.#tellToStop('aborted');
  };

  #tellToStop(why: 'timeout' | 'aborted'): void {
    if (this.#stop) return;
    this.#stop = why;
    // While the link is lost, as soon as it is back.
    if (this.#open) this.#kill(this.#open);
  }

  #kill(open: OpenRunner): void {
    this.#killed = this.#job.kill(open);
    this.#after(KILLED_MS, () =>
      this.#given.resolve(
        this.#stop === 'timeout'
          ? this.#timedOut()
          : { kind: 'left', why: 'it could not be stopped' },
      ),
    );
  }

  /** Its runner still listens to it. */
  readonly #letGo = (came: Came): Came => {
    this.#over = true;
    this.#open?.runner.discard();
    return came;
  };

  #after(ms: number, then: () => void): void {
    this.#timers.push(setTimeout(then, ms));
  }
}
