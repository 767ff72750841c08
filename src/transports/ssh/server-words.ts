/**
 * What a server says of itself in the handshake, and the library keeps to itself: the
 * algorithms that it offers, the signatures that it takes, and the methods of
 * authentication that it takes next. They are read from the library's debug lines
 * (ssh2 1.17), the only place where it says them without loss: after a key from an agent,
 * its own handler is told an older list. The signatures come from its handler of
 * SSH_MSG_EXT_INFO; should a later version have none, the server counts as silent.
 */
import type { Client } from 'ssh2';
import type { Algorithms } from './algorithms.ts';
import type { ServerSignatures } from './signature.ts';

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
const IDENT = /^Remote ident: '(.*)'$/;
const FAILURE = /^Inbound: Received USERAUTH_FAILURE \((.*)\)$/;
/** Said beside the algorithms; not one of them. */
const MARKERS = /^(ext-info-|kex-strict-)/;

export class ServerWords {
  readonly #onMethods: (methods: readonly string[]) => void;
  readonly #server = new Map<string, readonly string[]>();
  readonly #ours = new Map<string, readonly string[]>();
  #ident = '';
  #signatures: readonly string[] | undefined;

  constructor(onMethods: (methods: readonly string[]) => void) {
    this.#onMethods = onMethods;
  }

  hear(line: string): void {
    this.#ident = IDENT.exec(line)?.[1] ?? this.#ident;
    const methods = FAILURE.exec(line)?.[1];
    if (methods !== undefined) this.#onMethods(list(methods));
    const [, remote, offered = ''] = REMOTE.exec(line) ?? [];
    if (remote !== undefined) this.#server.set(remote, list(offered));
    const [, local, asked = ''] = LOCAL.exec(line) ?? [];
    if (local !== undefined) this.#ours.set(local, list(asked));
  }

  /** To be called as soon as the library has begun to connect. */
  listen(client: Client): void {
    const handlers = internals(client)?._handlers;
    const before = handlers?.EXT_INFO;
    if (!handlers || !before) return;
    handlers.EXT_INFO = (protocol, extensions) => {
      const found = extensions.find(({ name }) => name === 'server-sig-algs');
      this.#signatures ??= found?.algs;
      before(protocol, extensions);
    };
  }

  /** Each packet of a long output would be told too. */
  stopListening(client: Client): void {
    const protocol = internals(client);
    if (protocol) protocol._debug = undefined;
  }

  signatures(): ServerSignatures {
    return { algorithms: this.#signatures, ident: this.#ident };
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

type ExtInfo = readonly { readonly name: string; readonly algs: readonly string[] }[];
interface Internals {
  _debug?: unknown;
  readonly _handlers?: { EXT_INFO?: (protocol: unknown, extensions: ExtInfo) => void };
}

function internals(client: Client): Internals | undefined {
  return (client as unknown as { _protocol?: Internals })._protocol;
}

function list(text: string): string[] {
  return text.split(',').filter((name) => name !== '' && !MARKERS.test(name));
}
