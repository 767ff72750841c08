/** Opens one authenticated SSH connection, through jump hosts if need be. */
import { ConnectError, type Target } from '../transport.ts';
import { Again } from './again.ts';
import { ConfigProblem } from './config-lines.ts';
import { type Endpoint, endpoint, type Overrides } from './endpoint.ts';
import { atJumpHost, configError, protocolError } from './errors.ts';
import { type OperatorFiles, surroundings } from './files.ts';
import { type Connection, Handshake, type HandshakeOptions } from './handshake.ts';
import type { Hops } from './hops.ts';
import { hostKeyAlgorithms, withoutType } from './host-key.ts';
import type { Jump } from './jumps.ts';
import type { KeyRing } from './keys.ts';
import type { Ask } from './questions.ts';
import { openSocket, throughJump } from './socket.ts';
import type { Turns } from './turns.ts';

export type { Connection } from './handshake.ts';

/** What the connections of one transport share. */
export interface Shared {
  readonly files: OperatorFiles;
  readonly keys: KeyRing;
  readonly hops: Hops;
  /** Handshakes at one address: an sshd drops some of more than ten (MaxStartups). */
  readonly handshakes: Turns;
}

export interface ConnectOptions extends Overrides {
  readonly configFile?: string | undefined;
  readonly ask?: Ask | undefined;
  /** What the inventory knows of a jump host, so that its pins count too. */
  readonly jumpTarget?: ((name: string) => Target | undefined) | undefined;
  readonly shared: Shared;
}

/** @throws ConnectError of the target, or of a jump host on the way to it */
export async function connect(target: Target, options: ConnectOptions): Promise<Connection> {
  try {
    return await new Route(options).connect(target, {});
  } catch (error) {
    if (error instanceof ConnectError && error.target !== target.name)
      throw atJumpHost(error, target.name);
    throw error;
  }
}

interface Leg {
  /** User and port of a `ProxyJump`: they win over the config's. */
  readonly jump?: Jump;
  /** Hosts to pass through, instead of the config's. */
  readonly via?: readonly Jump[];
  /** The targets that are reached through this one. */
  readonly behind?: readonly string[];
}

class Route {
  readonly #options: ConnectOptions;

  constructor(options: ConnectOptions) {
    this.#options = options;
  }

  async connect(target: Target, { jump, via, behind = [] }: Leg): Promise<Connection> {
    const end = this.#resolve(target, jump);
    const jumps = via ?? end.jumps;
    const last = jumps.at(-1);
    if (!last) return this.#handshake(end, '', () => openSocket(end));
    if ([...behind, target.name].includes(last.name))
      throw jumpLoop(end, [...behind, target.name, last.name]);
    return this.#through(end, jumps, [...behind, target.name]);
  }

  async #through(
    end: Endpoint,
    jumps: readonly Jump[],
    behind: readonly string[],
  ): Promise<Connection> {
    const jump = jumps.at(-1) as Jump;
    const rest = jumps.slice(0, -1);
    // `a,b` leads to b through a; alone, b may have a ProxyJump of its own.
    const leg: Leg = { jump, behind, ...(rest.length > 0 ? { via: rest } : {}) };
    const key = JSON.stringify(jumps);
    const passage = await this.#options.shared.hops.enter(key, () =>
      this.connect(this.#jumpTarget(jump), leg),
    );
    const { client, endpoint: gate } = passage.connection;
    try {
      const opened = await this.#handshake(end, key, () => throughJump(client, gate.name, end));
      opened.client.once('close', passage.leave);
      return opened;
    } catch (error) {
      if (error instanceof ConnectError && error.failure === 'unreachable') passage.distrust();
      passage.leave();
      throw error;
    }
  }

  /** What the inventory knows of it, so that its address and pins count; else its name alone. */
  #jumpTarget({ name }: Jump): Target {
    return this.#options.jumpTarget?.(name) ?? { name, hostKeys: [], platform: 'posix' };
  }

  #resolve(target: Target, jump: Jump | undefined): Endpoint {
    const { configFile, shared } = this.#options;
    const around = surroundings();
    const { name: alias, address, port, user } = target;
    const question = { alias, address, port, user, localUser: around.user, fixed: jump ?? {} };
    return correct(target.name, () => {
      const config = shared.files.hostConfig(question, around, configFile);
      refuseProxyCommand(config.all.proxyCommand, target.name);
      return endpoint(target, config, around, { ...this.#options, ...question.fixed });
    });
  }

  /**
   * With pins, the type of the pinned key isn't known (a fingerprint doesn't say it): when
   * another type is shown, ask again without it, until the host has no more to show.
   */
  async #handshake(
    end: Endpoint,
    way: string,
    open: () => ReturnType<typeof openSocket>,
  ): Promise<Connection> {
    const { shared, ask } = this.#options;
    const known = correct(end.name, () =>
      shared.files.knownHosts(end.knownHostsFiles, end.revokedHostKeys),
    );
    const options: HandshakeOptions = { known, ask, keys: shared.keys };
    let algorithms = end.hostKeyOrderIsSet
      ? [...end.algorithms.hostKey]
      : hostKeyAlgorithms(end.hostKeyNames, known, end.pins, end.algorithms.hostKey);
    let refused: ConnectError | undefined;
    const again = new Again();
    while (algorithms.length > 0) {
      const handshake = new Handshake(end, options);
      try {
        return await shared.handshakes.take(`${way} ${end.host} ${end.port}`, async () =>
          handshake.run(await open(), algorithms),
        );
      } catch (error) {
        if (await again.after(handshake)) continue;
        // The refusal says more than "no common algorithm" of the attempts after it.
        refused ??= error as ConnectError;
        if (end.pins.length === 0 || handshake.refusedType === undefined) throw refused;
        algorithms = withoutType(algorithms, handshake.refusedType);
      }
    }
    throw refused ?? protocolError(end, new Error('no host key algorithm in common'));
  }
}

/** @throws ConnectError for what is wrong in the operator's files */
function correct<T>(target: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof ConfigProblem) throw configError(target, error);
    throw error;
  }
}

function refuseProxyCommand(command: string | undefined, target: string): void {
  if (command === undefined) return;
  throw new ConnectError(
    'configuration',
    target,
    `the ssh config sets a ProxyCommand for ${target}, which is not supported`,
    'Say it as ProxyJump: `ProxyCommand ssh -W %h:%p gate` is `ProxyJump gate`.',
  );
}

function jumpLoop(end: Endpoint, names: readonly string[]): ConnectError {
  return new ConnectError(
    'configuration',
    end.name,
    `the ssh config's ProxyJump goes round in a circle: ${names.join(' → ')}`,
    'Give the first host that is reached directly `ProxyJump none`.',
  );
}
