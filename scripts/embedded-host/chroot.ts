/**
 * A room of copies, for root where no namespace can be made (many containers).
 *
 * Nothing of the machine is mounted or linked in: the programs below are copied with the
 * libraries they need, so that a write inside can't reach the machine's files. The network
 * and the processes are the machine's own: no loopback address can be added.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, realpathSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { systemLinks } from './layout.ts';
import { ENVIRONMENT, NoRoom, type Room, type RoomOptions } from './room.ts';

const PROGRAMS =
  `sh bash env id true false test [ expr printf echo cat cp mv rm ln ls mkdir rmdir mktemp touch chmod
chown stat readlink realpath dirname basename head tail tee tr cut sort uniq wc od seq date sleep
sync sha256sum md5sum base64 install du df timeout nohup stty tty uname hostname whoami
grep sed awk mawk find xargs diff cmp ps kill setsid script ping ip run-parts`.split(/\s+/);
const SEARCH = ['/usr/bin', '/usr/sbin', '/bin', '/sbin'];

export async function chrootRoom({ root, loopbackAddresses }: RoomOptions): Promise<Room> {
  if (process.getuid?.() !== 0) throw new NoRoom('chroot needs root');
  void loopbackAddresses;
  prepare(root);
  const enter: Room['enter'] = (argv) => ['chroot', root, 'env', '-i', ...ENVIRONMENT, ...argv];
  const [file, ...rest] = enter(['true']) as [string, ...string[]];
  try {
    execFileSync(file, rest, { stdio: 'pipe' });
  } catch (error) {
    throw new NoRoom((error as Error).message);
  }
  return { isolation: 'chroot', outside: undefined, enter, close: async () => {} };
}

function prepare(root: string): void {
  for (const name of ['usr/bin', 'usr/sbin', 'usr/lib', 'dev', 'proc', 'run'])
    mkdirSync(join(root, name), { recursive: true });
  for (const { path, to } of systemLinks()) {
    if (to !== undefined && !existsSync(join(root, path))) symlinkSync(to, join(root, path));
    mkdirSync(join(root, to ?? path), { recursive: true });
  }
  const found = PROGRAMS.flatMap((name) => locate(name) ?? []);
  for (const path of found) copyInto(root, path);
  for (const library of new Set(found.flatMap(librariesOf))) copyInto(root, library);
  for (const [name, minor] of Object.entries({ null: 3, zero: 5, full: 7, random: 8, urandom: 9 }))
    execFileSync('mknod', ['-m', '666', join(root, 'dev', name), 'c', '1', String(minor)]);
}

function locate(name: string): string | undefined {
  return SEARCH.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

function librariesOf(program: string): string[] {
  try {
    const text = execFileSync('ldd', [program], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return [...text.matchAll(/(\/\S+) \(0x/g)].map((match) => match[1] as string);
  } catch {
    return []; // A script, or linked statically.
  }
}

function copyInto(root: string, path: string): void {
  const target = join(root, dirname(path), basename(path));
  mkdirSync(dirname(target), { recursive: true });
  if (!existsSync(target)) copyFileSync(realpathSync(path), target);
}
