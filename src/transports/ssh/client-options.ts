/** An endpoint → the options of ssh2. Pure: what the library is told is a table in the tests. */
import type { ConnectConfig } from 'ssh2';
import type { Endpoint } from './endpoint.ts';

/** What ssh2 supports and we accept, in its order. `ssh-rsa` (SHA-1) last, as old switches need it. */
export const HOST_KEY_ALGORITHMS = [
  'ssh-ed25519',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  'rsa-sha2-512',
  'rsa-sha2-256',
  'ssh-rsa',
] as const;

/** @param hostKeyAlgorithms in the order in which to ask for them, see `host-key.ts` */
export function clientOptions(end: Endpoint, hostKeyAlgorithms: readonly string[]): ConnectConfig {
  return {
    host: end.host,
    port: end.port,
    username: end.user,
    algorithms: { serverHostKey: [...hostKeyAlgorithms] } as ConnectConfig['algorithms'],
    keepaliveInterval: end.keepaliveIntervalMs,
    keepaliveCountMax: end.keepaliveCountMax,
    // The library's timer would go on while the operator types a passphrase: connect.ts has its own.
    readyTimeout: 0,
  };
}
