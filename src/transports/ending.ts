/**
 * How a command's end is decided: the one place for timeout, abort, exit, a lost
 * link, and the background child that keeps the output open.
 *
 * A command gives two signs: it *exited* (its code or signal is known) and its
 * output *closed*. They normally come together. When something it started in the
 * background still holds the output, only the first comes, for hours if need be:
 * after the exit we therefore go on reading for as long as output flows, and
 * finish when it has been quiet for LINGER_MS. Closed without exited is `lost`.
 *
 * Shared by the transports, so that they agree; knows no transport.
 */
import { deferred } from './deferred.ts';
import type { ExecEnd } from './transport.ts';

/** Quiet time after the exit, without the output being closed, that ends the wait. */
export const LINGER_MS = 500;
/** Longest wait after the exit, for a background child that never stops writing. */
export const LINGER_LIMIT_MS = 30_000;
/** Between SIGTERM and SIGKILL, at a timeout or an abort. */
export const GRACE_MS = 1_000;

/** What is being watched. */
export interface Running {
  /** Signals the whole process group, as far as the transport can. */
  kill(signal: 'TERM' | 'KILL'): void;
  /** The end is decided: stop listening and free what the command holds here. */
  release(): void;
}

export interface Limits {
  readonly timeoutMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

export class Ending {
  readonly promise: Promise<ExecEnd>;
  readonly #running: Running;
  readonly #signal: AbortSignal | undefined;
  readonly #resolve: (end: ExecEnd) => void;
  readonly #timers = new Set<NodeJS.Timeout>();
  #linger: NodeJS.Timeout | undefined;
  /** What the end will be, once nothing more can come. */
  #verdict: ExecEnd | undefined;
  #exited = false;
  /** No kill is known to have come to it. */
  #deaf = false;
  #done = false;

  constructor(running: Running, limits: Limits) {
    this.#running = running;
    this.#signal = limits.signal;
    const { promise, resolve } = deferred<ExecEnd>();
    this.promise = promise;
    this.#resolve = resolve;
    const { timeoutMs } = limits;
    if (timeoutMs !== undefined)
      this.#after(timeoutMs, () => this.#stop({ kind: 'timeout', afterMs: timeoutMs }));
    if (limits.signal?.aborted) queueMicrotask(this.#abort);
    else limits.signal?.addEventListener('abort', this.#abort, { once: true });
  }

  get done(): boolean {
    return this.#done;
  }

  /** Output came. */
  activity(): void {
    if (this.#linger) this.#linger.refresh();
  }

  /** The command's own end is known. A timeout or an abort that came first stays the verdict. */
  exited(end: ExecEnd): void {
    if (this.#done) return;
    this.#exited = true;
    this.#verdict ??= end;
    this.#linger ??= this.#after(LINGER_MS, () => this.#finish());
    this.#after(LINGER_LIMIT_MS, () => this.#finish());
  }

  /** No more output can come. Without a verdict, nobody knows how it ended. */
  closed(reasonWhenUnknown: string): void {
    this.#verdict ??= { kind: 'lost', reason: reasonWhenUnknown };
    this.#finish();
  }

  /** A kill could not be delivered: unless its end is heard all the same, it may still run. */
  deaf(): void {
    this.#deaf = true;
  }

  /** It waits for an answer that nobody gives. */
  stuck(seen: string, tooSlow?: string): void {
    this.#stop({ kind: 'prompt', seen, tooSlow });
  }

  readonly #abort = (): void => this.#stop({ kind: 'aborted' });

  #stop(verdict: ExecEnd): void {
    if (this.#done || this.#verdict) return;
    this.#verdict = verdict;
    this.#running.kill('TERM');
    this.#after(GRACE_MS, () => {
      this.#running.kill('KILL');
      if (!this.#deaf) return this.#finish();
      this.#after(GRACE_MS, () => this.#finish());
    });
  }

  #after(ms: number, then: () => void): NodeJS.Timeout {
    const timer = setTimeout(then, ms);
    this.#timers.add(timer);
    return timer;
  }

  #finish(): void {
    if (this.#done) return;
    this.#done = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#signal?.removeEventListener('abort', this.#abort);
    this.#running.release();
    this.#resolve(this.#judged() ?? { kind: 'lost', reason: 'the command was let go' });
  }

  #judged(): ExecEnd | undefined {
    const verdict = this.#verdict;
    const deaf = this.#deaf && !this.#exited;
    return deaf && verdict?.kind === 'timeout' ? { ...verdict, unstopped: true } : verdict;
  }
}
