/**
 * Keeps answers and changes apart. A page that is being made while what it is made from changes
 * is half of each, and the server would keep that half: modules that were evaluated with the
 * old state count as evaluated with the new one.
 */

/** ms: an answer that takes longer holds up no change any more. */
const PATIENCE_MS = 10_000;
/** ms: how long it is remembered that an answer was in the making. */
const MEMORY_MS = 5000;
/** ms: what the clock of a file system may be behind by. */
const TICK_MS = 20;

/** When an answer was in the making, in ms since 1970; without end while it still is. */
interface Span {
  readonly from: number;
  to: number;
}

export class Gate {
  readonly #spans = new Set<Span>();
  #changing: Promise<void> = Promise.resolve();
  #changes = 0;
  #emptied: (() => void) | undefined;

  /** Waits while a change is made. @returns what has to be called when the answer is there. */
  async enter(): Promise<() => void> {
    while (this.#changes > 0) await this.#changing;
    const span: Span = { from: Date.now(), to: Number.POSITIVE_INFINITY };
    this.#spans.add(span);
    return () => {
      span.to = Math.min(span.to, Date.now());
      if (!this.#isBusy()) this.#emptied?.();
    };
  }

  /** Makes a change once no answer is in the making; changes are made in their order. */
  async alone(change: () => void): Promise<void> {
    this.#changes += 1;
    const turn = this.#changing.then(async () => {
      try {
        await this.#empty();
        change();
      } finally {
        this.#changes -= 1;
      }
    });
    this.#changing = turn.catch(() => undefined);
    await turn;
  }

  /** Was an answer in the making then? @param at ms since 1970, within the last seconds. */
  wasBusyAt(at: number): boolean {
    this.#forgetOld();
    return [...this.#spans].some(({ from, to }) => from <= at + TICK_MS && to >= at - TICK_MS);
  }

  #isBusy(): boolean {
    this.#forgetOld();
    return [...this.#spans].some(({ to }) => to === Number.POSITIVE_INFINITY);
  }

  async #empty(): Promise<void> {
    if (!this.#isBusy()) return;
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.#emptied = resolve;
      timer = setTimeout(resolve, PATIENCE_MS);
    });
    clearTimeout(timer);
    this.#emptied = undefined;
  }

  #forgetOld(): void {
    const now = Date.now();
    for (const span of this.#spans) if (span.to < now - MEMORY_MS) this.#spans.delete(span);
  }
}
