/** Counts, on the host's side, how often each step's command arrived. */

export class Received {
  readonly #lines: ReadonlyMap<string, string>;
  readonly #counts = new Map<string, number>();
  readonly #waiting = new Map<string, () => void>();

  /** @param lines step → its command line, which what is sent contains */
  constructor(lines: ReadonlyMap<string, string>) {
    this.#lines = lines;
  }

  /** A command line arrived at the host. */
  note(sent: string): void {
    for (const [step, line] of this.#lines) {
      if (!sent.includes(line)) continue;
      this.#counts.set(step, this.count(step) + 1);
      this.#waiting.get(step)?.();
    }
  }

  count(step: string): number {
    return this.#counts.get(step) ?? 0;
  }

  /** Calls back at once when a step's command arrives. */
  onArrival(step: string, then: () => void): void {
    this.#waiting.set(step, then);
  }
}
