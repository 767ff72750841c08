/** The browsers of the development server: they wait for a change, and hear of it. */

import type { Server } from './forget.ts';
import { Gate } from './gate.ts';

export class Visitors {
  readonly #server: Server;
  readonly #gate = new Gate();
  /** How many changes there were; and at how many of them a page was given last. */
  #current = 0;
  #given = 0;

  constructor(server: Server) {
    this.#server = server;
    server.middlewares.use(async (request, response, next) => {
      const leave = await this.#gate.enter();
      // Gone while it waited: its end was told before anyone listened.
      if (response.destroyed) return leave();
      response.once('close', leave);
      if (request.headers.accept?.includes('text/html')) this.#given = this.#current;
      next();
    });
    // A page that was asked for before a change and only then begins to listen has missed the word.
    server.ws.on('connection', () => {
      if (this.#given < this.#current) this.#reload();
    });
  }

  /** Makes a change while no page is in the making, and has all pages loaded again. */
  async change(make: () => void): Promise<void> {
    await this.#gate.alone(() => {
      make();
      this.#current += 1;
    });
    this.#reload();
  }

  /** Was something in the making then? @param at ms since 1970, within the last seconds. */
  wereServedAt(at: number): boolean {
    return this.#gate.wasBusyAt(at);
  }

  #reload(): void {
    this.#server.ws.send({ type: 'full-reload', path: '*' });
  }
}
