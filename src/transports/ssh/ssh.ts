/** The ssh transport: the operator's own ssh config, agent, keys and known hosts. */
import type { Target, Transport } from '../transport.ts';
import type { Ask, KeyCache } from './auth.ts';

export type { Ask, Question } from './auth.ts';

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

export function sshTransport(options: SshTransportOptions = {}): Transport {
  const keys: KeyCache = new Map();
  const { password, ...rest } = options;
  return {
    name: 'ssh',
    async connect(target) {
      // ssh2 takes about 44 ms to load: only those who connect pay it.
      const [{ connect }, { sshSession }] = await Promise.all([
        import('./connect.ts'),
        import('./session.ts'),
      ]);
      return sshSession(await connect(target, { ...rest, ask: password, keys }));
    },
  };
}
