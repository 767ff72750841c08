/** Lines that a run draws, held back while a question is open: a prompt is never written into. */
import { oneAtATime } from '../executor/order/lanes.ts';
import type { InTurn } from './connections.ts';
import type { Terminal } from './terminal.ts';

/** Enough to read back; a host that prints on and on while somebody thinks must not fill the memory. */
const HELD = 5000;

export class Screen {
  readonly terminal: Terminal;
  readonly #inTurn = oneAtATime();
  #held: string[] | undefined;
  #dropped = 0;

  constructor(terminal: Terminal) {
    this.terminal = terminal;
  }

  /** Live output, as it is, whole lines or not: much of it at once costs one write. */
  write(text: string): void {
    if (this.#held) this.#hold(text.split(/(?<=\n)/));
    else this.terminal.write(text);
  }

  /** A line that nobody may miss, however much the hosts print. */
  line(line = ''): void {
    if (this.#held) this.#hold([`${line}\n`]);
    else this.terminal.note(line);
  }

  #hold(lines: readonly string[]): void {
    for (const line of lines) this.#held?.push(line);
    if (this.#held && this.#held.length >= 2 * HELD) this.#drop(this.#held);
  }

  /** Does something with the terminal, alone: what is drawn meanwhile is shown after it. */
  readonly alone: InTurn = (work) =>
    this.#inTurn(async () => {
      this.#held = [];
      return work().finally(() => this.#release());
    });

  /** All but the last ones. */
  #drop(held: string[]): void {
    const { length } = held.splice(0, held.length - HELD);
    this.#dropped += length;
  }

  #release(): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    if (held.length > HELD) this.#drop(held);
    if (this.#dropped > 0) {
      const where = 'their logs beside the journal have everything';
      this.line(`… ${this.#dropped} earlier lines of the hosts are left out: ${where}`);
      this.#dropped = 0;
    }
    if (held.length > 0) this.terminal.write(held.join(''));
  }
}
