/** Whether a handshake that failed is worth another attempt. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Handshake } from './handshake.ts';

/**
 * An sshd hangs up on those who come while others log in (MaxStartups); nothing was said
 * yet, so that nothing is repeated. Uneven, so that many don't come back together.
 */
const WHEN_TURNED_AWAY_MS = [90, 250, 700, 1_500];
/** Servers hang up after a while (LoginGraceTime), and an operator answers for one host at a time. */
const WHILE_ASKING = 10;

export class Again {
  readonly #pauses = [...WHEN_TURNED_AWAY_MS];
  #left = WHILE_ASKING;

  /** Resolves when it is time for it; false when it would end in the same way. */
  async after(handshake: Handshake): Promise<boolean> {
    if (await handshake.wasWaitingForAnswer()) return this.#left-- > 0;
    const pause = handshake.wasTurnedAway ? this.#pauses.shift() : undefined;
    if (pause === undefined) return false;
    await sleep(pause);
    return true;
  }
}
