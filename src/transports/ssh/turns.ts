/** At most so many at once for each key; the others wait their turn, in order. */
export class Turns {
  readonly #max: number;
  readonly #busy = new Map<string, { running: number; readonly waiting: (() => void)[] }>();

  constructor(max: number) {
    this.#max = max;
  }

  async take<T>(key: string, work: () => Promise<T>): Promise<T> {
    const place = this.#busy.get(key) ?? { running: 0, waiting: [] };
    this.#busy.set(key, place);
    if (place.running >= this.#max)
      await new Promise<void>((resolve) => place.waiting.push(resolve));
    else place.running += 1;
    try {
      return await work();
    } finally {
      const next = place.waiting.shift();
      // The place is handed over: nobody who comes in between takes it.
      if (next) next();
      else if (--place.running === 0) this.#busy.delete(key);
    }
  }
}
