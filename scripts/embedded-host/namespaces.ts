/** A room made with util-linux alone (unshare, mount, pivot_root), where there is no bubblewrap. */
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

/**
 * $1 the folder of the private root, $2 the host's name, then the loopback addresses.
 * The first line read is this process as the machine sees it: /proc is still the machine's.
 */
const SET_UP = `set -e
read -r pid rest </proc/self/stat
echo "pid $pid"
data=$1; shift
hostname "$1" 2>/dev/null || true; shift
mount -t tmpfs -o mode=755 tmpfs "$data/mnt"
cd "$data/mnt"
mkdir usr proc dev run .old ${PRIVATE_FOLDERS.join(' ')}
mount --rbind /usr usr
mount -o remount,bind,ro usr
__LINKS__
mount -t proc proc proc
mount -t tmpfs -o mode=755 tmpfs dev
mount -t tmpfs -o mode=755 tmpfs run
for node in null zero full random urandom tty; do : >dev/$node; mount --bind /dev/$node dev/$node; done
mkdir dev/pts dev/shm
mount -t devpts -o newinstance,ptmxmode=0666,mode=620 devpts dev/pts
ln -s pts/ptmx dev/ptmx
ln -s /proc/self/fd dev/fd
for folder in ${PRIVATE_FOLDERS.filter((name) => name !== 'mnt').join(' ')}; do mount --bind "$data/$folder" $folder; done
pivot_root . .old
cd /
umount -l /.old
rmdir /.old
`;

export async function namespaceRoom(options: RoomOptions): Promise<Room> {
  const { root, hostname, loopbackAddresses, outside } = options;
  const flags = ['--user', '--map-root-user', '--mount', '--pid', '--net', '--uts', '--ipc'];
  const script = `${SET_UP.replace('__LINKS__', links())}\n${KEEPER}`;
  const child = spawn(
    'unshare',
    [...flags, '--fork', '--kill-child', '/bin/sh', '-c', script, 'keeper', root, hostname].concat(
      loopbackAddresses,
    ),
    { ...outside, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const pid = Number(/^pid (\d+)$/m.exec(await keeperReady(child))?.[1]);
  if (!pid) throw new NoRoom('unshare: the pid of the first process is not known');
  return {
    isolation: 'user-namespace',
    outside,
    enter: enterNamespaces(pid),
    close: () => endOf(child),
  };
}

function links(): string {
  return systemLinks()
    .map(({ path, to }) => {
      const name = path.slice(1);
      return to === undefined
        ? `mkdir ${name}; mount --rbind ${path} ${name}; mount -o remount,bind,ro ${name}`
        : `ln -s ${to} ${name}`;
    })
    .join('\n');
}
