/** What a host answers about going back by itself. Pure. */
import { MARK } from './lines.ts';

export interface Armed {
  readonly pid: number;
  /** Seconds since the epoch, by the host's clock. */
  readonly deadline: number;
}

/** @returns undefined when the host doesn't say that it is armed */
export function parseArmed(stdout: string): Armed | undefined {
  const found = new RegExp(`^${MARK} armed (\\d+) (\\d+) `, 'm').exec(stdout);
  return found ? { pid: Number(found[1]), deadline: Number(found[2]) } : undefined;
}

/** How it stands on the host. Times are seconds since the epoch by its clock, `now` too. */
export interface Seen {
  readonly state: 'armed' | 'disarmed' | 'fired' | 'none';
  readonly now: number;
  readonly deadline?: number;
  /** The watchdog runs. */
  readonly alive: boolean;
  /** The host has booted since it was armed. */
  readonly rebooted: boolean;
  /** The undo's end. */
  readonly ended?: { readonly code: number; readonly at: number };
  /** Of the undo: its end, when there is much. */
  readonly output: string;
}

/** @returns undefined when this is no answer */
export function parseSeen(stdout: string): Seen | undefined {
  const words = (name: string): string[] | undefined =>
    new RegExp(`^${MARK} ${name} (.*)$`, 'm').exec(stdout)?.[1]?.trim().split(' ');
  const [state] = words('state') ?? [];
  const [now] = words('now') ?? [];
  if (!isState(state) || now === undefined) return undefined;
  const [, deadline, boot = ''] = words('facts') ?? [];
  const [today = ''] = words('boot') ?? [];
  const [code, at] = words('ended') ?? [];
  return {
    state,
    now: Number(now),
    ...(deadline !== undefined && { deadline: Number(deadline) }),
    alive: words('alive') !== undefined,
    rebooted: boot !== '' && boot !== today,
    ...(code !== undefined &&
      at !== undefined && { ended: { code: Number(code), at: Number(at) } }),
    output: Buffer.from(stdout.split(`${MARK} output\n`)[1] ?? '', 'base64').toString(),
  };
}

function isState(word: string | undefined): word is Seen['state'] {
  return word !== undefined && ['armed', 'disarmed', 'fired', 'none'].includes(word);
}
