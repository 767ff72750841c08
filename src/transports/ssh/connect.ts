/**
 * Opens one authenticated SSH connection, through jump hosts if need be.
 *
 * The socket is made here, not by ssh2, for two reasons: TCP_NODELAY (without it each
 * step pays two delayed acks, about 24 times its cost), and errors that say what failed.
 */
import net from 'node:net';
import type { Duplex } from 'node:stream';
import type { Client, ConnectConfig } from 'ssh2';
import ssh2 from 'ssh2';
import { deferred } from '../deferred.ts';
import { ConnectError, type Target } from '../transport.ts';
import { type Ask, type Authentication, authentication, type KeyCache } from './auth.ts';
import { clientOptions, HOST_KEY_ALGORITHMS } from './client-options.ts';
import { Deadline } from './deadline.ts';
import { type Endpoint, endpoint, type Jump, type Overrides } from './endpoint.ts';
import { authError, protocolError, socketError, timeoutError } from './errors.ts';
import { readHostConfig, readKnownHosts, surroundings } from './files.ts';
import { type HostKeyVerdict, hostKeyAlgorithms, judgeHostKey, withoutType } from './host-key.ts';
import { type KnownHosts, keyType } from './known-hosts.ts';

export interface ConnectOptions extends Overrides {
  readonly configFile?: string | undefined;
  readonly ask?: Ask | undefined;
  /** What the inventory knows of a jump host, so that its pins count too. */
  readonly jumpTarget?: ((name: string) => Target | undefined) | undefined;
  readonly keys: KeyCache;
}

export interface Connection {
  readonly client: Client;
  readonly endpoint: Endpoint;
  /** Ends the connection, and those it passes through. */
  close(): void;
}

/** @param via `ProxyJump` hosts to pass through, instead of the config's; for the hops themselves */
export async function connect(
  target: Target,
  options: ConnectOptions,
  via?: readonly Jump[],
  behind: readonly string[] = [],
): Promise<Connection> {
  const end = resolve(target, options);
  const jumps = via ?? end.jumps;
  const last = jumps.at(-1);
  if (!last) return handshake(end, options, () => openSocket(end));
  if (behind.includes(last.name)) throw jumpLoop(end, [...behind, last.name]);
  const rest = jumps.slice(0, -1);
  const hop = await connect(
    jumpTarget(last, options),
    options,
    // `a,b` leads to b through a; alone, b may have a ProxyJump of its own.
    rest.length > 0 ? rest : undefined,
    [...behind, target.name],
  );
  try {
    const connection = await handshake(end, options, () => throughJump(hop, end));
    connection.client.once('close', () => hop.close());
    return connection;
  } catch (error) {
    hop.close();
    throw error;
  }
}

function resolve(target: Target, options: ConnectOptions): Endpoint {
  const around = surroundings();
  const config = readHostConfig(target.name, around.home, options.configFile);
  const { proxyCommand, proxyJump } = config.all;
  if (proxyCommand !== undefined && proxyCommand !== 'none' && proxyJump === undefined)
    throw new ConnectError(
      'configuration',
      target.name,
      `the ssh config sets a ProxyCommand for ${target.name}, which is not supported`,
      'Say it as ProxyJump: `ProxyCommand ssh -W %h:%p gate` is `ProxyJump gate`.',
    );
  return endpoint(target, config, around, options);
}

function jumpTarget(jump: Jump, options: ConnectOptions): Target {
  const known = options.jumpTarget?.(jump.name);
  const base: Target = known ?? { name: jump.name, hostKeys: [], platform: 'posix' };
  return { ...base, user: jump.user ?? base.user, port: jump.port ?? base.port };
}

function jumpLoop(end: Endpoint, names: readonly string[]): ConnectError {
  return new ConnectError(
    'configuration',
    end.name,
    `the ssh config's ProxyJump goes round in a circle: ${names.join(' → ')}`,
    'Give the first host that is reached directly `ProxyJump none`.',
  );
}

function openSocket(end: Endpoint): Promise<Duplex> {
  const { promise, resolve, reject } = deferred<Duplex>();
  const socket = net.connect({ host: end.host, port: end.port, noDelay: true });
  socket.setTimeout(end.connectTimeoutMs, () => {
    socket.destroy();
    reject(timeoutError(end, 'TCP connection'));
  });
  socket.once('error', (error) => reject(socketError(end, firstCause(error))));
  socket.once('connect', () => {
    socket.setTimeout(0);
    socket.removeAllListeners('error');
    resolve(socket);
  });
  return promise;
}

/** A name with several addresses fails with one error for each. */
function firstCause(error: Error): Error {
  return error instanceof AggregateError ? ((error.errors[0] as Error) ?? error) : error;
}

function throughJump(hop: Connection, end: Endpoint): Promise<Duplex> {
  const { promise, resolve, reject } = deferred<Duplex>();
  hop.client.forwardOut('127.0.0.1', 0, end.host, end.port, (error, stream) => {
    if (!error) return resolve(stream);
    reject(
      new ConnectError(
        'unreachable',
        end.name,
        `${hop.endpoint.name} could not reach ${end.host} port ${end.port}: ${error.message}`,
        `Try from there: ssh ${hop.endpoint.name} nc -z ${end.host} ${end.port}. Its sshd must allow forwarding (AllowTcpForwarding).`,
      ),
    );
  });
  return promise;
}

/**
 * With pins, the type of the pinned key isn't known (a fingerprint doesn't say it): when
 * another type is shown, ask again without it, until the host has no more to show.
 */
async function handshake(
  end: Endpoint,
  options: ConnectOptions,
  open: () => Promise<Duplex>,
): Promise<Connection> {
  const known = readKnownHosts(end.knownHostsFiles);
  let algorithms = hostKeyAlgorithms(end.hostKeyNames, known, end.pins, HOST_KEY_ALGORITHMS);
  let refused: ConnectError | undefined;
  while (algorithms.length > 0) {
    const attempt = new Attempt(end, known, options);
    try {
      return await attempt.run(await open(), algorithms);
    } catch (error) {
      // The refusal says more than "no common algorithm" of the attempts after it.
      refused ??= error as ConnectError;
      if (end.pins.length === 0 || attempt.shownType === undefined) throw refused;
      algorithms = withoutType(algorithms, attempt.shownType);
    }
  }
  throw refused ?? protocolError(end, new Error('no host key algorithm in common'));
}

/** One handshake, from an open socket to an authenticated client. */
class Attempt {
  /** Type of the key that was shown and refused. */
  shownType: string | undefined;
  readonly #end: Endpoint;
  readonly #known: KnownHosts;
  readonly #auth: Authentication;
  readonly #deadline: Deadline;
  #refusal: ConnectError | undefined;
  #error: Error | undefined;
  #handshaken = false;

  constructor(end: Endpoint, known: KnownHosts, options: ConnectOptions) {
    this.#end = end;
    this.#known = known;
    this.#deadline = new Deadline(end.connectTimeoutMs);
    const ask = options.ask && this.#deadline.pausing(options.ask);
    this.#auth = authentication(end, ask, options.keys);
  }

  async run(sock: Duplex, algorithms: readonly string[]): Promise<Connection> {
    const client = new ssh2.Client();
    const config: ConnectConfig = {
      ...clientOptions(this.#end, algorithms),
      sock,
      authHandler: this.#auth.handler,
      hostVerifier: (key: Buffer) => this.#judge(key),
    };
    const { promise, resolve, reject } = deferred<void>();
    client.once('ready', resolve);
    client.once('handshake', () => {
      this.#handshaken = true;
    });
    client.on('error', (error) => this.#note(error));
    client.once('close', () => reject(this.#why()));
    this.#deadline.start(() => {
      this.#refusal = timeoutError(
        this.#end,
        this.#handshaken ? 'authentication' : 'SSH handshake',
      );
      sock.destroy();
    });
    client.connect(config);
    try {
      await promise;
    } finally {
      this.#deadline.stop();
    }
    return { client, endpoint: this.#end, close: () => void client.end() };
  }

  #judge(key: Buffer): boolean {
    const verdict: HostKeyVerdict = judgeHostKey({
      target: this.#end.name,
      host: this.#end.host,
      port: this.#end.port,
      names: this.#end.hostKeyNames,
      key,
      pins: this.#end.pins,
      known: this.#known,
      files: this.#end.knownHostsFiles,
    });
    if (verdict.ok) return true;
    const { failure, message, hint } = verdict;
    this.shownType = keyType(key);
    this.#refusal = new ConnectError(failure, this.#end.name, message, hint);
    return false;
  }

  /** Errors of the agent, or of one signature, are not the end: the next method is tried. */
  #note(error: Error & { level?: string }): void {
    if (error.level === 'agent' || /^Error (while )?signing/.test(error.message))
      (this.#auth.notes as string[]).push(`agent: ${error.message}`);
    else this.#error ??= error;
  }

  #why(): ConnectError {
    if (this.#refusal) return this.#refusal;
    const error = this.#error as (Error & { level?: string }) | undefined;
    const failed = error?.level === 'client-authentication';
    if (this.#handshaken)
      return authError(this.#end, this.#auth, failed ? '' : (error?.message ?? ''));
    return protocolError(this.#end, error ?? new Error('the connection was closed'));
  }
}
