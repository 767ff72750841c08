/** One session for each host, opened when it is first needed. */
import type { Session } from '../transports/transport.ts';

export class Sessions {
  readonly #connect: (host: string) => Promise<Session>;
  readonly #open = new Map<string, Session>();

  constructor(connect: (host: string) => Promise<Session>) {
    this.#connect = connect;
  }

  has(host: string): boolean {
    return this.#open.has(host);
  }

  /** @throws ConnectError */
  async get(host: string): Promise<Session> {
    const session = this.#open.get(host) ?? (await this.#connect(host));
    this.#open.set(host, session);
    return session;
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
