/** A time limit that stands still while a person is being asked. */

export class Deadline {
  readonly #ms: number;
  #timer: NodeJS.Timeout | undefined;
  #then: (() => void) | undefined;
  #pauses = 0;
  #resumed: Promise<unknown> = Promise.resolve();

  constructor(ms: number) {
    this.#ms = ms;
  }

  start(then: () => void): void {
    this.#then = then;
    this.#run();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#then = undefined;
  }

  /** Whether somebody is being asked. */
  get isPaused(): boolean {
    return this.#pauses > 0;
  }

  /** Resolves when what the clock was stopped for has ended. */
  async resumed(): Promise<void> {
    while (this.isPaused) await this.#resumed.catch(() => {});
  }

  /** The same work, with the clock stopped until it is done. It starts anew after that. */
  async paused<T>(work: () => Promise<T>): Promise<T> {
    clearTimeout(this.#timer);
    this.#pauses += 1;
    const under = work();
    this.#resumed = under;
    try {
      return await under;
    } finally {
      this.#pauses -= 1;
      this.#run();
    }
  }

  #run(): void {
    clearTimeout(this.#timer);
    if (this.#then && !this.isPaused) this.#timer = setTimeout(this.#then, this.#ms);
  }
}
