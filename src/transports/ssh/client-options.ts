/** An endpoint → the options of ssh2. Pure: what the library is told is a table in the tests. */
import type { ConnectConfig } from 'ssh2';
import type { Endpoint } from './endpoint.ts';

/** @param hostKeyAlgorithms in the order in which to ask for them, see `host-key.ts` */
export function clientOptions(end: Endpoint, hostKeyAlgorithms: readonly string[]): ConnectConfig {
  const { kex, cipher, mac } = end.algorithms;
  const algorithms = {
    kex: [...kex],
    cipher: [...cipher],
    hmac: [...mac],
    serverHostKey: [...hostKeyAlgorithms],
  };
  return {
    host: end.host,
    port: end.port,
    username: end.user,
    algorithms: algorithms as ConnectConfig['algorithms'],
    keepaliveInterval: end.keepaliveIntervalMs,
    keepaliveCountMax: end.keepaliveCountMax,
    // The library's timer would go on while the operator types a passphrase: connect.ts has its own.
    readyTimeout: 0,
  };
}
