/**
 * What a server says of itself in the handshake, and the library keeps to itself: the
 * algorithms that it offers, and the methods of authentication that it takes next. Both
 * are read from the library's debug lines (ssh2 1.17), the only place where it says them
 * without loss: after a key from an agent, its own handler is told an older list.
 */
import type { Client } from 'ssh2';
import type { Algorithms } from './algorithms.ts';

/** Nothing in common in one of the lists of RFC 4253, 7.1. */
export interface Mismatch {
  readonly kind: keyof Algorithms;
  /** As a message says it: `cipher (to the server)`. */
  readonly what: string;
  readonly server: readonly string[];
  readonly ours: readonly string[];
}

/** The library's name for each list, in the order in which it compares them. */
const LISTS = {
  'KEX method': { kind: 'kex', what: 'key exchange' },
  'Host key format': { kind: 'hostKey', what: 'host key algorithm' },
  'C->S cipher': { kind: 'cipher', what: 'cipher (to the server)' },
  'S->C cipher': { kind: 'cipher', what: 'cipher (from the server)' },
  'C->S MAC': { kind: 'mac', what: 'MAC (to the server)' },
  'S->C MAC': { kind: 'mac', what: 'MAC (from the server)' },
} as const satisfies Record<string, Pick<Mismatch, 'kind' | 'what'>>;

const REMOTE = /^Handshake: \(remote\) ([^:]+): (.*)$/;
const LOCAL = /^Handshake: \(local\) ([^:]+): (.*)$/;
const FAILURE = /^Inbound: Received USERAUTH_FAILURE \((.*)\)$/;
/** Said beside the algorithms; not one of them. */
const MARKERS = /^(ext-info-|kex-strict-)/;

export class ServerWords {
  readonly #onMethods: (methods: readonly string[]) => void;
  readonly #server = new Map<string, readonly string[]>();
  readonly #ours = new Map<string, readonly string[]>();

  constructor(onMethods: (methods: readonly string[]) => void) {
    this.#onMethods = onMethods;
  }

  hear(line: string): void {
    const methods = FAILURE.exec(line)?.[1];
    if (methods !== undefined) this.#onMethods(list(methods));
    const [, remote, offered = ''] = REMOTE.exec(line) ?? [];
    if (remote !== undefined) this.#server.set(remote, list(offered));
    const [, local, asked = ''] = LOCAL.exec(line) ?? [];
    if (local !== undefined) this.#ours.set(local, list(asked));
  }

  /** Each packet of a long output would be told too. */
  stopListening(client: Client): void {
    const { _protocol } = client as unknown as { _protocol?: { _debug?: unknown } };
    if (_protocol) _protocol._debug = undefined;
  }

  /** The first list without a common name; undefined when that isn't why it failed. */
  mismatch(): Mismatch | undefined {
    for (const [name, { kind, what }] of Object.entries(LISTS)) {
      const server = this.#server.get(name);
      const ours = this.#ours.get(name);
      if (server && ours && !ours.some((each) => server.includes(each)))
        return { kind, what, server, ours };
    }
    return undefined;
  }
}

function list(text: string): string[] {
  return text.split(',').filter((name) => name !== '' && !MARKERS.test(name));
}
