/** The ssh transport: the operator's own ssh config, agent, keys and known hosts. */
import type { Target, Transport } from '../transport.ts';
import type { Shared } from './connect.ts';
import { type Ask, oneAtATime } from './questions.ts';

export type { Ask, Question } from './questions.ts';

export interface SshTransportOptions {
  /** Like `ssh -F`: read instead of `~/.ssh/config` and the system's. */
  readonly configFile?: string | undefined;
  /** Instead of those of the ssh config. */
  readonly knownHostsFiles?: readonly string[] | undefined;
  /** Tried before those of the ssh config. */
  readonly identityFiles?: readonly string[] | undefined;
  /** Socket of an ssh agent instead of SSH_AUTH_SOCK; `none` for no agent. */
  readonly agent?: string | undefined;
  /** Asks for passwords and passphrases. Absent when there is no terminal: nothing is asked. */
  readonly password?: Ask | undefined;
  /** What the inventory knows of a jump host (its address, user and pins). */
  readonly jumpTarget?: ((name: string) => Target | undefined) | undefined;
}

/** OpenSSH's MaxStartups drops connections from the eleventh that isn't logged in yet. */
const HANDSHAKES_AT_ONCE = 8;

export function sshTransport(options: SshTransportOptions = {}): Transport {
  const { password, ...rest } = options;
  const ask = password && oneAtATime(password);
  // ssh2 takes about 44 ms to load: only those who connect pay it.
  let loading: Promise<Loaded> | undefined;
  return {
    name: 'ssh',
    async connect(target) {
      loading ??= load();
      const { connect, sshSession, shared } = await loading;
      return sshSession(await connect(target, { ...rest, ask, shared }));
    },
  };
}

interface Loaded {
  readonly connect: typeof import('./connect.ts').connect;
  readonly sshSession: typeof import('./session.ts').sshSession;
  readonly shared: Shared;
}

async function load(): Promise<Loaded> {
  const [{ connect }, { sshSession }, { OperatorFiles }, { KeyRing }, { Hops }, { Turns }] =
    await Promise.all([
      import('./connect.ts'),
      import('./session.ts'),
      import('./files.ts'),
      import('./keys.ts'),
      import('./hops.ts'),
      import('./turns.ts'),
    ]);
  const handshakes = new Turns(HANDSHAKES_AT_ONCE);
  const shared = { files: new OperatorFiles(), keys: new KeyRing(), hops: new Hops(), handshakes };
  return { connect, sshSession, shared };
}
