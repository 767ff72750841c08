/** A TCP proxy on loopback before a server, whose links are cut as a test wants it. */
import { connect, createServer, type Socket } from 'node:net';

export interface CuttingProxy {
  readonly port: number;
  /** Connections that were made through it. */
  readonly links: number;
  /** Cuts made, and bytes passed in both directions, since `cutAfter` or `cutEachAfter`. */
  readonly cuts: number;
  readonly passed: number;
  /** Cuts all links, on both sides. */
  cut(): void;
  /** Cuts all once so many more bytes have come from the server; then again after the next number. */
  cutAfter(...bytes: number[]): void;
  /** The links to come are cut after so many bytes each, of either direction; those after the last aren't. */
  cutEachAfter(...bytes: number[]): void;
  /** Takes no new links, until it is up again. */
  down(): void;
  up(): void;
  close(): Promise<void>;
}

/** A connection and its other half; `left` until it is cut. */
interface Link {
  readonly near: Socket;
  readonly far: Socket;
  left: number;
}

export async function cuttingProxy(target: number): Promise<CuttingProxy> {
  const proxy = new CuttingServer(target);
  await proxy.listen();
  return proxy;
}

class CuttingServer implements CuttingProxy {
  links = 0;
  cuts = 0;
  passed = 0;
  readonly #target: number;
  readonly #open = new Set<Link>();
  readonly #server = createServer({ noDelay: true }, (near) => this.#accept(near));
  #isDown = false;
  /** Of all links together, from the server. */
  #budgets: number[] = [];
  /** Of each link to come. */
  #limits: number[] = [];

  constructor(target: number) {
    this.#target = target;
  }

  listen(): Promise<void> {
    return new Promise((done) => this.#server.listen(0, '127.0.0.1', done));
  }

  get port(): number {
    return (this.#server.address() as { port: number }).port;
  }

  cut(): void {
    for (const link of [...this.#open]) this.#cutOne(link);
  }

  cutAfter(...bytes: number[]): void {
    this.#plan(bytes, []);
  }

  cutEachAfter(...bytes: number[]): void {
    this.#plan([], bytes);
  }

  down(): void {
    this.#isDown = true;
    this.cut();
  }

  up(): void {
    this.#isDown = false;
  }

  close(): Promise<void> {
    this.cut();
    return new Promise((done) => {
      this.#server.close(() => done());
    });
  }

  #plan(budgets: number[], limits: number[]): void {
    this.#budgets = budgets;
    this.#limits = limits;
    this.cuts = 0;
    this.passed = 0;
  }

  #accept(near: Socket): void {
    if (this.#isDown) {
      near.destroy();
      return;
    }
    this.links += 1;
    const far = connect({ port: this.#target, host: '127.0.0.1', noDelay: true });
    const link = { near, far, left: this.#limits.shift() ?? Number.POSITIVE_INFINITY };
    this.#open.add(link);
    this.#forward(link, near, far);
    this.#forward(link, far, near);
  }

  #forward(link: Link, from: Socket, into: Socket): void {
    from.on('data', (bytes: Buffer) => {
      if (link.left <= 0) return;
      into.write(bytes.subarray(0, link.left));
      this.passed += Math.min(link.left, bytes.length);
      link.left -= bytes.length;
      if (link.left <= 0) setImmediate(() => this.#cutOne(link));
      if (from === link.far) this.#spend(bytes.length);
    });
    from.on('end', () => into.end());
    from.on('error', () => into.destroy());
    from.on('close', () => this.#open.delete(link));
  }

  #spend(bytes: number): void {
    if (this.#budgets[0] === undefined) return;
    this.#budgets[0] -= bytes;
    if (this.#budgets[0] > 0) return;
    this.#budgets.shift();
    this.cut();
  }

  /** Dead at once: what is on its way is lost, as when a cable is pulled. */
  #cutOne(link: Link): void {
    this.#open.delete(link);
    this.cuts += 1;
    link.near.resetAndDestroy();
    link.far.resetAndDestroy();
  }
}
