/**
 * One detached command, from its launch (or from where an earlier session left it) to its
 * end, through lost links: followed, told to stop when its time is up, left when asked to.
 */
import { deferred } from '../../transports/deferred.ts';
import type { ExecEnd } from '../../transports/transport.ts';
import { LEAVE } from '../options.ts';
import { type Came, type Job, TOLD_TO_END, type Told } from './job.ts';
import { reconnect, reconnectWindow } from './reconnect.ts';
import { attachRequest, LINGER_ROUNDS } from './requests.ts';
import type { Reply } from './runner.ts';
import type { OpenRunner } from './runners.ts';

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
  /** What became of its kill; of one that had ended, its own end counts. */
  #told: Promise<Told> = Promise.resolve('cut');
  /** Its own channel was given up: the server has no other for its kill. */
  #makesRoom = false;
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
    if (link) notice(this.#whyAgain(reply.reason));
    const window = reconnectWindow(timeout.given ? this.#remaining() : undefined);
    const open = await reconnect(host, link, window, this.#job);
    if (typeof open === 'string') return open;
    this.#open = open;
    if (link) notice(`connected to ${host} again: reading on from byte ${this.#bytes}`);
    // Before it is listened to again: the runner's own shell can do it, where there is no other.
    if (this.#stop) await this.#kill(open);
    return { reply: this.attach(open, reply.kind === 'held' ? 0 : LINGER_ROUNDS) };
  }

  #whyAgain(reason: string): string {
    const { host } = this.#job;
    return this.#makesRoom
      ? `${host} runs no second command at once: connecting again, to stop this one`
      : `${reason}: connecting again, what runs on ${host} goes on`;
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
    // Where the link went on the way, it was told as far as anybody knows.
    const killed = this.#stop !== undefined && ['killed', 'cut'].includes(await this.#told);
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
    if (this.#open) void this.#kill(this.#open);
  }

  async #kill(open: OpenRunner): Promise<void> {
    const told = this.#job.kill(open);
    this.#told = told;
    this.#after(KILLED_MS, () => void told.then(this.#conclude));
    if ((await told) === 'refused') this.#makeRoom(open);
  }

  /** The server counts the follower's channel, and takes no other over this link. */
  #makeRoom(open: OpenRunner): void {
    // An interrupted session connects no more.
    this.#makesRoom = this.#stop === 'timeout';
    if (this.#makesRoom) open.runner.discard();
    else this.#conclude('refused');
  }

  /** No end came. While it can be told again, it is not given up. */
  readonly #conclude = (told: Told): void => {
    if (told === 'cut' || (told === 'refused' && this.#stop === 'timeout')) return;
    const timedOut = told === 'killed' && this.#stop === 'timeout';
    this.#given.resolve(timedOut ? this.#timedOut() : { kind: 'left', why: this.#unstopped() });
  };

  #unstopped(): string {
    const late = `it had not ended after ${this.#job.timeout.ms / 1000} s, and `;
    return `${this.#stop === 'timeout' ? late : ''}it could not be stopped`;
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
