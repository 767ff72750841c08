/** One session for each host, opened when it is first needed. */
import { ConnectError, type Session } from '../transports/transport.ts';

/** Called with each new session, before anything else is sent over it. */
export type Opened = (host: string, session: Session) => Promise<void>;

export class Sessions {
  readonly #connect: (host: string) => Promise<Session>;
  /** From the moment on at which somebody wants one: who comes meanwhile waits for the same. */
  readonly #sessions = new Map<string, Promise<Session>>();
  readonly #ready = new Set<string>();
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

  /** Is there one that is open already? */
  has(host: string): boolean {
    return this.#ready.has(host);
  }

  /** @throws ConnectError */
  get(host: string): Promise<Session> {
    const known = this.#sessions.get(host);
    if (known) return known;
    const opening = this.#prepared(host);
    this.#sessions.set(host, opening);
    const stillOurs = (): boolean => this.#sessions.get(host) === opening;
    opening.then(
      () => stillOurs() && this.#ready.add(host),
      // The next one tries anew.
      () => stillOurs() && this.#sessions.delete(host),
    );
    return opening;
  }

  async #prepared(host: string): Promise<Session> {
    const session = await this.#connected(host);
    try {
      for (const opened of this.#opened) await opened(host, session);
      return session;
    } catch (error) {
      await session.close();
      throw error;
    }
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
    const opening = this.#sessions.get(host);
    this.#sessions.delete(host);
    this.#ready.delete(host);
    const session = await opening?.catch(() => undefined);
    await session?.close();
  }

  async closeAll(): Promise<void> {
    await Promise.all([...this.#sessions.keys()].map((host) => this.drop(host)));
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
