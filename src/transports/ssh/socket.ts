/**
 * The byte stream of a connection: TCP from here, or a channel through a jump host.
 *
 * The socket is made here, not by ssh2, for two reasons: TCP_NODELAY (without it each
 * step pays two delayed acks, about 24 times its cost), and errors that say what failed.
 */
import net from 'node:net';
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'ssh2';
import { deferred } from '../deferred.ts';
import { ConnectError } from '../transport.ts';
import type { Endpoint } from './endpoint.ts';
import { forwardError, socketError, timeoutError } from './errors.ts';

/** Between two attempts, as OpenSSH. */
const BETWEEN_ATTEMPTS_MS = 1_000;

/** Tries `ConnectionAttempts` times. A name that does not resolve is not tried again. @throws ConnectError */
export async function openSocket(end: Endpoint): Promise<Duplex> {
  for (let left = end.connectionAttempts; ; left -= 1) {
    try {
      return await connected(end);
    } catch (error) {
      const again = error instanceof ConnectError && error.failure === 'unreachable';
      if (!again || left <= 1) throw error;
      await sleep(BETWEEN_ATTEMPTS_MS);
    }
  }
}

function connected(end: Endpoint): Promise<Duplex> {
  const { promise, resolve, reject } = deferred<Duplex>();
  const socket = net.connect({
    host: end.host,
    port: end.port,
    family: end.addressFamily,
    ...(end.bindAddress ? { localAddress: end.bindAddress } : {}),
    noDelay: true,
  });
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

/** @throws ConnectError when the jump host can't reach it, or doesn't say in time */
export function throughJump(client: Client, gate: string, end: Endpoint): Promise<Duplex> {
  const { promise, resolve, reject } = deferred<Duplex>();
  const timer = setTimeout(
    () => reject(timeoutError(end, `through ${gate}`)),
    end.connectTimeoutMs,
  );
  const onClose = (): void => reject(forwardError(gate, end, new Error('the connection was lost')));
  client.once('close', onClose);
  try {
    client.forwardOut('127.0.0.1', 0, end.host, end.port, (error, stream) => {
      if (error) reject(forwardError(gate, end, error));
      else resolve(stream);
    });
  } catch (error) {
    reject(forwardError(gate, end, error as Error));
  }
  return promise.finally(() => {
    clearTimeout(timer);
    client.removeListener('close', onClose);
  });
}
