/** Getting back to a host whose link was lost. */
import { ConnectError, type ConnectFailure } from '../../transports/transport.ts';
import type { Clock } from '../clock.ts';
import type { Sessions } from '../sessions.ts';
import type { OpenRunner, Runners } from './runners.ts';

/** For a step that doesn't say how long it may take. */
export const RECONNECT_MS = 2 * 60_000;
/** And for one that may take hours. */
const RECONNECT_LIMIT_MS = 30 * 60_000;
const FIRST_PAUSE_MS = 200;
const LAST_PAUSE_MS = 5_000;

/** Trying again would not help, and may do harm. */
const FINAL: readonly ConnectFailure[] = ['host-key-changed', 'host-key-unknown', 'configuration'];

/** How long to try: for a step that is given longer than two minutes, as long as it may go on. */
export function reconnectWindow(remainingMs: number | undefined): number {
  return Math.min(Math.max(remainingMs ?? 0, RECONNECT_MS), RECONNECT_LIMIT_MS);
}

export interface Reconnecting {
  readonly sessions: Sessions;
  readonly runners: Runners;
  readonly clock: Clock;
  readonly signal?: AbortSignal;
}

/**
 * @param link whether the connection is gone, or only the runner
 * @returns why not, when it took too long, can't work, or was interrupted
 */
export async function reconnect(
  host: string,
  link: boolean,
  windowMs: number,
  { sessions, runners, clock, signal }: Reconnecting,
): Promise<OpenRunner | string> {
  const until = clock.now() + windowMs;
  let drop = link;
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LAST_PAUSE_MS)) {
    if (signal?.aborted) return 'it was interrupted';
    if (drop) await sessions.drop(host);
    drop = true;
    const tried = await once(host, runners);
    if (!('error' in tried)) return tried;
    if (FINAL.includes(tried.error.failure) || clock.now() >= until) return tried.error.message;
    await clock.sleep(pause, signal);
  }
}

async function once(
  host: string,
  runners: Runners,
): Promise<OpenRunner | { readonly error: ConnectError }> {
  try {
    const open = await runners.get(host);
    return open ?? { error: new ConnectError('configuration', host, 'it takes no runner', '') };
  } catch (error) {
    if (!(error instanceof ConnectError)) throw error;
    return { error };
  }
}
