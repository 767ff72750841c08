/** Plays a recording at a person's pace: pauses cut short, faster if wanted, held, or skipped. */
import type { CastEvent } from './cast.ts';

/** What is shown, after a wait. */
export interface Frame {
  readonly waitMs: number;
  readonly text: string;
  /** A step begins here: where skipping stops. */
  readonly marker: boolean;
}

export interface Pace {
  /** 2 is twice as fast. */
  readonly speed: number;
  /** No wait is longer, before `speed`. */
  readonly idleMs: number;
}

export function frames(events: readonly CastEvent[], { speed, idleMs }: Pace): Frame[] {
  let before = events[0]?.time ?? 0;
  return events.map(({ time, code, text }) => {
    const waited = Math.min(Math.max(0, time - before) * 1000, idleMs);
    before = Math.max(before, time);
    const shown = code === 'o' ? text.replaceAll('\r\n', '\n') : '';
    return { waitMs: waited / speed, text: shown, marker: code === 'm' };
  });
}

export type Key = 'pause' | 'next' | 'quit';

const KEYS: Readonly<Record<string, Key>> = {
  ' ': 'pause',
  '.': 'next',
  '\u001b[C': 'next',
  q: 'quit',
  '\u0003': 'quit',
  '\u0004': 'quit',
};

/** What a key press means; undefined for all others. */
export function keyOf(pressed: string): Key | undefined {
  return Object.hasOwn(KEYS, pressed) ? KEYS[pressed] : undefined;
}

export class Player {
  readonly #show: (text: string) => void;
  #paused = false;
  #skipping = false;
  #quit = false;
  #wake: () => void = () => undefined;

  constructor(show: (text: string) => void) {
    this.#show = show;
  }

  press(key: Key): void {
    if (key === 'pause') this.#paused = !this.#paused;
    else this.#paused = false;
    if (key === 'next') this.#skipping = true;
    if (key === 'quit') this.#quit = true;
    this.#wake();
  }

  /** Resolves when all was shown, or at `quit`. */
  async play(all: readonly Frame[]): Promise<void> {
    for (const { waitMs, text, marker } of all) {
      if (marker) this.#skipping = false;
      await this.#wait(waitMs);
      if (this.#quit) return;
      this.#show(text);
    }
  }

  /** Waits, and as long as it is held; a key press ends the wait and it is looked at again. */
  async #wait(waitMs: number): Promise<void> {
    let left = waitMs;
    while (!this.#quit && !this.#skipping && (left > 0 || this.#paused)) {
      const since = performance.now();
      await this.#sleep(this.#paused ? undefined : left);
      if (!this.#paused) left -= performance.now() - since;
    }
  }

  #sleep(ms: number | undefined): Promise<void> {
    return new Promise((resolve) => {
      const timer = ms === undefined ? setInterval(() => undefined, 60_000) : setTimeout(wake, ms);
      this.#wake = wake;
      function wake(): void {
        clearTimeout(timer);
        resolve();
      }
    });
  }
}
