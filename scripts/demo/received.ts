/** Counts, on the host's side, how often each step's command arrived. */

export class Received {
  readonly #scripts: ReadonlyMap<string, string>;
  readonly #counts = new Map<string, number>();
  readonly #waiting = new Map<string, () => void>();

  /** @param scripts step → its script, which what is sent contains */
  constructor(scripts: ReadonlyMap<string, string>) {
    this.#scripts = scripts;
  }

  /** A command arrived at the host. */
  note(sent: string): void {
    for (const [step, script] of this.#scripts) {
      if (!sent.includes(script)) continue;
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
