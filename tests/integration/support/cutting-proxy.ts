/** A TCP proxy before a server, whose links are cut as a test wants it. */
import { connect, createServer, type Socket } from 'node:net';

export interface CuttingProxy {
  readonly port: number;
  /** Connections that were made through it. */
  readonly links: number;
  /** Destroys all links, on both sides. */
  cut(): void;
  /** Cuts once so many more bytes have come from the server; then again after the next number. */
  cutAfter(...bytes: number[]): void;
  /** Takes no new links, until it is up again. */
  down(): void;
  up(): void;
  close(): Promise<void>;
}

export async function cuttingProxy(target: number): Promise<CuttingProxy> {
  const open = new Set<Socket>();
  let links = 0;
  let isDown = false;
  let budgets: number[] = [];
  const cut = (): void => {
    for (const socket of open) socket.destroy();
    open.clear();
  };
  const count = (bytes: number): void => {
    if (budgets[0] === undefined) return;
    budgets[0] -= bytes;
    if (budgets[0] > 0) return;
    budgets = budgets.slice(1);
    cut();
  };
  const server = createServer((near) => {
    if (isDown) return near.destroy();
    links += 1;
    const far = connect(target, '127.0.0.1');
    for (const socket of [near, far]) {
      open.add(socket);
      socket.setNoDelay(true).on('error', () => {});
    }
    near.pipe(far).pipe(near);
    far.on('data', (bytes: Buffer) => count(bytes.length));
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
    return undefined;
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    port: (server.address() as { port: number }).port,
    get links() {
      return links;
    },
    cut,
    cutAfter: (...bytes) => {
      budgets = bytes;
    },
    down: () => {
      isDown = true;
      cut();
    },
    up: () => {
      isDown = false;
    },
    close: () => {
      cut();
      return new Promise((done) => server.close(() => done()));
    },
  };
}
