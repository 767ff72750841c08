/**
 * What a terminal showed, until it is written down: neighbours are put together, and
 * live output that comes faster than anybody reads is left out, which is said. Its
 * memory is bounded by what may be shown in one second. Pure, but for the clock given.
 */
import { showControlsButColours } from '../../executor/control-characters.ts';
import { type CastCode, eventLine } from './cast.ts';

/** Characters of live output kept of one second: fifty full screens. The log has all of it. */
export const STREAM_LIMIT = 256 * 1024;
/** What is shown within one frame is one event. */
const FRAME_MS = 16;
const WINDOW_MS = 1000;

interface Taped {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly code: CastCode;
  text: string;
}

export class Tape {
  readonly #now: () => number;
  #taped: Taped[] = [];
  #size = 0;
  #window = { since: 0, kept: 0, dropped: 0 };

  /** @param now milliseconds since the epoch */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Characters that wait to be taken. */
  get size(): number {
    return this.#size;
  }

  /** What must not be missed: headings, outcomes, questions. */
  write(text: string): void {
    if (text !== '') this.#add('o', showControlsButColours(text).replaceAll('\n', '\r\n'));
  }

  /** Live output. */
  stream(text: string): void {
    const window = this.#currentWindow();
    const room = Math.max(0, STREAM_LIMIT - window.kept);
    const kept = text.slice(0, room);
    window.kept += kept.length;
    window.dropped += text.length - kept.length;
    this.write(kept);
  }

  marker(label: string): void {
    this.#add('m', label);
  }

  resize(columns: number, rows: number): void {
    this.#add('r', `${columns}x${rows}`);
  }

  /**
   * Gives out what waits, as lines of a recording.
   * @param origin its beginning, milliseconds since the epoch
   * @param floor seconds: no event may come before the last one
   */
  take(origin: number, floor: number): { lines: string; last: number } {
    this.#currentWindow();
    let last = floor;
    const lines = this.#taped.map(({ at, code, text }) => {
      last = Math.max(last, (at - origin) / 1000);
      return eventLine({ time: last, code, text });
    });
    this.#taped = [];
    this.#size = 0;
    return { lines: lines.join(''), last };
  }

  #add(code: CastCode, text: string): void {
    const at = this.#now();
    const before = this.#taped.at(-1);
    this.#size += text.length;
    if (code === 'o' && before?.code === 'o' && at - before.at < FRAME_MS) before.text += text;
    else this.#taped.push({ at, code, text });
  }

  /** The second that is counted. Where one ends that was too full, what is missing is said. */
  #currentWindow(): { since: number; kept: number; dropped: number } {
    const now = this.#now();
    if (now - this.#window.since < WINDOW_MS) return this.#window;
    const { dropped } = this.#window;
    this.#window = { since: now, kept: 0, dropped: 0 };
    if (dropped > 0) this.write(`\n[${dropped} characters not recorded: the log has them]\n`);
    return this.#window;
  }
}
