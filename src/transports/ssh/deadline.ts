/** A time limit that stands still while a person is being asked. */
import type { Ask } from './auth.ts';

export class Deadline {
  readonly #ms: number;
  #timer: NodeJS.Timeout | undefined;
  #then: (() => void) | undefined;

  constructor(ms: number) {
    this.#ms = ms;
  }

  start(then: () => void): void {
    this.#then = then;
    this.#timer = setTimeout(then, this.#ms);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#then = undefined;
  }

  /** The same question, with the clock stopped until it is answered. */
  pausing(ask: Ask): Ask {
    return async (question) => {
      clearTimeout(this.#timer);
      try {
        return await ask(question);
      } finally {
        if (this.#then) this.start(this.#then);
      }
    };
  }
}
