/** Which private root can be made here: tried for real, the best first. */
import { execFile } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { promisify } from 'node:util';
import { bubblewrapRoom } from './bubblewrap.ts';
import { chrootRoom } from './chroot.ts';
import { namespaceRoom } from './namespaces.ts';
import type { Isolation, Outside, Room, RoomOptions } from './room.ts';

const KINDS: Readonly<Record<Isolation, (options: RoomOptions) => Promise<Room>>> = {
  bubblewrap: bubblewrapRoom,
  'user-namespace': namespaceRoom,
  chroot: chrootRoom,
};
const ORDER: readonly Isolation[] = ['bubblewrap', 'user-namespace', 'chroot'];

export interface Preparation {
  /** Lays the root's files out anew, for this owner. */
  readonly prepare: (owner: Outside | undefined) => void;
  /** The folder above the root, to be made passable for that owner. */
  readonly folder: string;
}

/** @throws Error naming what was tried, why each failed, and what to install */
export async function openRoom(
  only: Isolation | undefined,
  options: RoomOptions,
  { prepare, folder }: Preparation,
): Promise<Room> {
  const failures: string[] = [];
  for (const kind of only ? [only] : ORDER) {
    const outside = kind === 'chroot' ? undefined : options.outside;
    try {
      if (outside) chmodSync(folder, 0o711);
      prepare(outside);
      const room = await KINDS[kind]({ ...options, outside });
      try {
        await runInside(room, ['true']);
        return room;
      } catch (error) {
        await room.close();
        throw error;
      }
    } catch (error) {
      failures.push(`${kind}: ${(error as Error).message.trim()}`);
    }
  }
  throw new Error(
    [
      'no private root can be made here, so no command is run (the machine itself is never used):',
      ...failures.map((failure) => `  ${failure}`),
      '  install bubblewrap (apt install bubblewrap), or allow user namespaces, or run as root',
    ].join('\n'),
  );
}

async function runInside(room: Room, argv: readonly string[]): Promise<string> {
  const [file, ...rest] = room.enter(argv) as [string, ...string[]];
  const { stdout } = await promisify(execFile)(file, rest, { ...room.outside, timeout: 10_000 });
  return stdout;
}

/** What this kind of room can't do, as far as it matters to a runbook. */
export function limits(room: Room): string[] {
  if (room.isolation !== 'chroot') return [];
  return ['a chroot shares the network and the processes of this machine, and has no terminals'];
}

/** Whether the asked addresses answer inside: found out by asking, not assumed. */
export async function addressNotes(room: Room, addresses: readonly string[]): Promise<string[]> {
  const [first] = addresses;
  if (first === undefined) return [];
  const silent = `nothing answers at ${addresses.join(', ')} inside`;
  if (room.isolation === 'chroot') return [`${silent}: a chroot has the machine's own network`];
  try {
    await runInside(room, ['ping', '-c', '1', '-W', '1', first]);
    return [];
  } catch (error) {
    const text = (error as Error).message;
    const why = /No such file|not found/.test(text)
      ? 'install iputils-ping'
      : 'iproute2 is missing, or the addresses could not be added';
    return [`${silent}: ${why}`];
  }
}
