/** A TCP proxy on loopback that cuts a connection dead after so many bytes, in either direction. */
import { connect, createServer, type Socket } from 'node:net';

export interface LinkCutter {
  readonly port: number;
  /** The connections to come are cut after so many bytes each; those after the last one aren't. */
  cutAfter(bytes: readonly number[]): void;
  /** Cuts made since `cutAfter`. */
  cuts(): number;
  /** Bytes that passed since `cutAfter`. */
  passed(): number;
  close(): Promise<void>;
}

export async function startLinkCutter(to: number): Promise<LinkCutter> {
  let limits: number[] = [];
  let cuts = 0;
  let passed = 0;
  const open = new Set<Socket>();
  const server = createServer({ noDelay: true }, (client) => {
    const host = connect({ port: to, host: '127.0.0.1', noDelay: true });
    let left = limits.shift() ?? Number.POSITIVE_INFINITY;
    const cut = (): void => {
      cuts += 1;
      // Dead at once: what is on its way is lost, as when a cable is pulled.
      client.resetAndDestroy();
      host.resetAndDestroy();
    };
    const forward = (from: Socket, into: Socket): void => {
      open.add(from);
      from.on('data', (bytes: Buffer) => {
        if (left <= 0) return;
        into.write(bytes.subarray(0, left));
        passed += Math.min(left, bytes.length);
        left -= bytes.length;
        if (left <= 0) setImmediate(cut);
      });
      from.on('end', () => into.end());
      from.on('error', () => into.destroy());
      from.on('close', () => open.delete(from));
    };
    forward(client, host);
    forward(host, client);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    port: (server.address() as { port: number }).port,
    cutAfter(bytes) {
      limits = [...bytes];
      cuts = 0;
      passed = 0;
    },
    cuts: () => cuts,
    passed: () => passed,
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}
