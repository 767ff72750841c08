/** One session for each host, opened when it is first needed. */
import { ConnectError, type Session } from '../transports/transport.ts';

/** Called with each new session, before anything else is sent over it. */
export type Opened = (host: string, session: Session) => Promise<void>;

export class Sessions {
  readonly #connect: (host: string) => Promise<Session>;
  readonly #open = new Map<string, Session>();
  readonly #opened: readonly Opened[];
  readonly #signal: AbortSignal | undefined;

  /**
   * @param opened in this order; one that throws closes the session, and its error is the `get`'s
   * @param signal an interrupt: a connection that is being opened is waited for no longer
   */
  constructor(
    connect: (host: string) => Promise<Session>,
    opened: readonly Opened[] = [],
    signal?: AbortSignal,
  ) {
    this.#connect = connect;
    this.#opened = opened;
    this.#signal = signal;
  }

  has(host: string): boolean {
    return this.#open.has(host);
  }

  /** @throws ConnectError */
  async get(host: string): Promise<Session> {
    const known = this.#open.get(host);
    if (known) return known;
    const session = await this.#connected(host);
    try {
      for (const opened of this.#opened) await opened(host, session);
    } catch (error) {
      await session.close();
      throw error;
    }
    this.#open.set(host, session);
    return session;
  }

  async #connected(host: string): Promise<Session> {
    if (!this.#signal) return this.#connect(host);
    const opening = this.#connect(host);
    const session = await unlessAborted(opening, this.#signal);
    if (session) return session;
    // Nobody waits for it any more: what still opens is closed, what fails is no news.
    opening.then((late) => late.close()).catch(() => {});
    throw new ConnectError('unreachable', host, 'interrupted while connecting', '');
  }

  /** After a lost link, or to look at a host afresh: the next `get` connects anew. */
  async drop(host: string): Promise<void> {
    const session = this.#open.get(host);
    this.#open.delete(host);
    await session?.close();
  }

  async closeAll(): Promise<void> {
    await Promise.all([...this.#open.keys()].map((host) => this.drop(host)));
  }
}

/** @returns undefined when the signal came first */
async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  let stop = (): void => {};
  const aborted = new Promise<undefined>((resolve) => {
    stop = () => resolve(undefined);
  });
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  return Promise.race([aborted, work]).finally(() => signal.removeEventListener('abort', stop));
}
