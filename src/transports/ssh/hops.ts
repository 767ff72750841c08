/**
 * Connections to jump hosts, each shared by all that pass through it: fifty hosts behind
 * one gate log in there once, as with OpenSSH's ControlMaster, and its MaxStartups holds.
 */
import type { Connection } from './handshake.ts';

interface Hop {
  readonly connection: Promise<Connection>;
  users: number;
}

/** A right to pass; to be given back once. */
export interface Passage {
  readonly connection: Connection;
  /** Nobody new passes through it: it looks dead. */
  distrust(): void;
  leave(): void;
}

export class Hops {
  readonly #open = new Map<string, Hop>();

  /** @param key the same for what may be shared. @throws ConnectError when it can't be opened */
  async enter(key: string, open: () => Promise<Connection>): Promise<Passage> {
    const hop = this.#open.get(key) ?? this.#opening(key, open);
    hop.users += 1;
    const leave = once(() => this.#leave(key, hop));
    try {
      const connection = await hop.connection;
      return { connection, leave, distrust: () => this.#forget(key, hop) };
    } catch (error) {
      leave();
      throw error;
    }
  }

  #opening(key: string, open: () => Promise<Connection>): Hop {
    const hop: Hop = { connection: open(), users: 0 };
    this.#open.set(key, hop);
    hop.connection
      .then(({ client }) => client.setMaxListeners(0).once('close', () => this.#forget(key, hop)))
      .catch(() => this.#forget(key, hop));
    return hop;
  }

  #forget(key: string, hop: Hop): void {
    if (this.#open.get(key) === hop) this.#open.delete(key);
  }

  #leave(key: string, hop: Hop): void {
    hop.users -= 1;
    if (hop.users > 0) return;
    this.#forget(key, hop);
    hop.connection.then((connection) => connection.close()).catch(() => {});
  }
}

function once(work: () => void): () => void {
  let done = false;
  return () => {
    if (!done) work();
    done = true;
  };
}
