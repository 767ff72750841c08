/** A room made by bubblewrap. One sandbox stays open; each command joins it, so that what one leaves the next finds. */
import { spawn } from 'node:child_process';
import { PRIVATE_FOLDERS, systemLinks } from './layout.ts';
import {
  endOf,
  enterNamespaces,
  KEEPER,
  keeperReady,
  NoRoom,
  type Room,
  type RoomOptions,
} from './room.ts';

export async function bubblewrapRoom(options: RoomOptions): Promise<Room> {
  const { outside } = options;
  const child = spawn('bwrap', bubblewrapArguments(options), {
    ...outside,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  let info = '';
  child.stdio[3]!.on('data', (bytes: Buffer) => {
    info += bytes;
  });
  await keeperReady(child);
  const pid = Number(/"child-pid":\s*(\d+)/.exec(info)?.[1]);
  if (!pid) throw new NoRoom(`bubblewrap did not say the pid of its child: ${info}`);
  return {
    isolation: 'bubblewrap',
    outside,
    enter: enterNamespaces(pid),
    close: () => endOf(child),
  };
}

function bubblewrapArguments({ root, hostname, loopbackAddresses }: RoomOptions): string[] {
  return [
    '--unshare-user',
    '--unshare-pid',
    '--unshare-net',
    '--unshare-uts',
    '--unshare-ipc',
    '--uid',
    '0',
    '--gid',
    '0',
    '--hostname',
    hostname,
    '--die-with-parent',
    '--info-fd',
    '3',
    '--cap-add',
    'CAP_NET_ADMIN',
    '--ro-bind',
    '/usr',
    '/usr',
    ...systemLinks().flatMap(({ path, to }) =>
      to === undefined ? ['--ro-bind', path, path] : ['--symlink', to, path],
    ),
    '--proc',
    '/proc',
    '--dev',
    '/dev',
    '--tmpfs',
    '/run',
    ...PRIVATE_FOLDERS.flatMap((name) => ['--bind', `${root}/${name}`, `/${name}`]),
    '/bin/sh',
    '-c',
    KEEPER,
    'keeper',
    ...loopbackAddresses,
  ];
}
