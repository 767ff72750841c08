/** One handshake, from an open stream to an authenticated client. */
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Client, ConnectConfig } from 'ssh2';
import ssh2 from 'ssh2';
import { deferred } from '../deferred.ts';
import { ConnectError } from '../transport.ts';
import { type Authentication, authentication } from './auth.ts';
import { clientOptions } from './client-options.ts';
import { Deadline } from './deadline.ts';
import type { Endpoint } from './endpoint.ts';
import {
  authError,
  interruptedError,
  negotiationError,
  protocolError,
  timeoutError,
} from './errors.ts';
import { judgeHostKey } from './host-key.ts';
import type { KeyRing } from './keys.ts';
import { type KnownHosts, keyType } from './known-hosts.ts';
import type { Ask } from './questions.ts';
import { ServerWords } from './server-words.ts';

export interface Connection {
  readonly client: Client;
  readonly endpoint: Endpoint;
  /** Ends the connection, and its passage through jump hosts. */
  close(): void;
}

export interface HandshakeOptions {
  readonly known: KnownHosts;
  readonly ask: Ask | undefined;
  readonly keys: KeyRing;
}

/** What was read from an sshd that turns somebody away: nothing, or its one sentence for it. */
const TURNED_AWAY = [0, 'Exceeded MaxStartups\r\n'.length];

export class Handshake {
  /** The server hung up before it said who it is: too many at its door (MaxStartups). */
  wasTurnedAway = false;
  /** Type of the key that was shown and refused. */
  refusedType: string | undefined;
  readonly #end: Endpoint;
  readonly #known: KnownHosts;
  readonly #auth: Authentication;
  readonly #deadline: Deadline;
  readonly #words: ServerWords;
  #refusal: ConnectError | undefined;
  #error: Error | undefined;
  #handshaken = false;
  #hungUpWhileAsking = false;
  #closed = false;
  /** A question has its answer, and the server hasn't said anything since. */
  #hasAnswered = false;

  constructor(end: Endpoint, { known, ask, keys }: HandshakeOptions) {
    this.#end = end;
    this.#known = known;
    this.#deadline = new Deadline(end.connectTimeoutMs);
    const paused = async <T>(work: () => Promise<T>): Promise<T> => {
      try {
        return await this.#deadline.paused(work);
      } finally {
        this.#hasAnswered = true;
      }
    };
    this.#auth = authentication(end, {
      ask: ask && ((question) => paused(() => ask(question, () => !this.#closed))),
      keys,
      paused,
      server: () => this.#words.signatures(),
    });
    this.#words = new ServerWords((methods) => {
      this.#hasAnswered = false;
      this.#auth.takes(methods);
    });
  }

  /** @throws ConnectError */
  async run(sock: Duplex, hostKeyAlgorithms: readonly string[]): Promise<Connection> {
    const client = new ssh2.Client();
    const config: ConnectConfig = {
      ...clientOptions(this.#end, hostKeyAlgorithms),
      sock,
      authHandler: this.#auth.handler,
      hostVerifier: (key: Buffer) => this.#judge(key),
      debug: (line) => this.#words.hear(line),
    };
    const { promise, resolve, reject } = deferred<void>();
    client.once('ready', resolve);
    client.once('handshake', () => {
      this.#handshaken = true;
    });
    client.on('error', (error) => this.#note(error));
    client.once('close', () => {
      this.wasTurnedAway = this.#isTurnedAway(sock);
      this.#closed = true;
      this.#hungUpWhileAsking = this.#deadline.isPaused || (this.#hasAnswered && this.#isCut());
      reject(this.#why());
    });
    this.#deadline.start(() => {
      const phase = this.#handshaken ? 'authentication' : 'SSH handshake';
      this.#refusal = timeoutError(this.#end, phase);
      sock.destroy();
    });
    client.connect(config);
    this.#words.listen(client);
    try {
      await promise;
    } finally {
      this.#deadline.stop();
    }
    this.#words.stopListening(client);
    return { client, endpoint: this.#end, close: () => void client.end() };
  }

  /**
   * Whether the server hung up while somebody was being asked (its LoginGraceTime): then
   * it is worth another attempt, once the answer is there.
   */
  async wasWaitingForAnswer(): Promise<boolean> {
    if (this.#hungUpWhileAsking) await this.#deadline.resumed();
    return this.#hungUpWhileAsking;
  }

  /** The answer itself found nobody any more. */
  #isCut(): boolean {
    return ['EPIPE', 'ECONNRESET'].includes((this.#error as NodeJS.ErrnoException)?.code ?? '');
  }

  #isTurnedAway(sock: Duplex): boolean {
    const { bytesRead = 0 } = sock as Partial<Socket>;
    const { ident } = this.#words.signatures();
    return !this.#refusal && ident === '' && TURNED_AWAY.includes(bytesRead);
  }

  #judge(key: Buffer): boolean {
    const { name, host, port, hostKeyNames: names, pins, knownHostsFiles: files } = this.#end;
    const known = this.#known;
    const verdict = judgeHostKey({ target: name, host, port, names, key, pins, known, files });
    if (verdict.ok) return true;
    const { failure, message, hint } = verdict;
    this.refusedType = keyType(key);
    this.#refusal = new ConnectError(failure, name, message, hint);
    return false;
  }

  /** An error of one signature is not the end (and was noted): the next key is tried. */
  #note(error: Error & { level?: string }): void {
    if (error.level !== 'agent') this.#error ??= error;
  }

  #why(): ConnectError {
    if (this.#refusal) return this.#refusal;
    const error = this.#error as (Error & { level?: string }) | undefined;
    if (this.#handshaken)
      return isRefusal(error)
        ? authError(this.#end, this.#auth, isLast(error) ? '' : error.message)
        : interruptedError(this.#end, this.#auth, error);
    const mismatch = this.#words.mismatch();
    if (mismatch) return negotiationError(this.#end, mismatch);
    return protocolError(this.#end, error ?? new Error('the connection was closed'));
  }
}

type ClientError = Error & { level?: string; code?: unknown };

/** No way in is left to try. */
function isLast(error: ClientError): boolean {
  return error.level === 'client-authentication';
}

/** The server said no, at the end or with a reason of its own (SSH_MSG_DISCONNECT: a number). A link that goes says nothing. */
function isRefusal(error: ClientError | undefined): error is ClientError {
  return error !== undefined && (isLast(error) || typeof error.code === 'number');
}
