/** A private root in which commands run, however it is made. */
import type { ChildProcess } from 'node:child_process';

/**
 * - `bubblewrap`, `user-namespace`: own mount, pid, network, host name and IPC namespaces,
 *   in which root is nobody outside; the machine's /usr is there, read-only
 * - `chroot`: only the file system is private, made of copies; the network and the
 *   processes are the machine's (needs root; for containers that allow no namespaces)
 */
export type Isolation = 'bubblewrap' | 'user-namespace' | 'chroot';

/** Who a command is started as, on the outside; undefined for whoever runs this. */
export interface Outside {
  readonly uid: number;
  readonly gid: number;
}

export interface Room {
  readonly isolation: Isolation;
  /** The command line, outside, that runs `argv` inside. */
  readonly enter: (argv: readonly string[]) => readonly string[];
  readonly outside: Outside | undefined;
  /** Ends everything that runs inside. */
  close(): Promise<void>;
}

export interface RoomOptions {
  /** Folder made by `layOut`. */
  readonly root: string;
  readonly hostname: string;
  /** Addresses added to the loopback interface inside. */
  readonly loopbackAddresses: readonly string[];
  readonly outside: Outside | undefined;
}

/** Why a room of that kind can't be made here. */
export class NoRoom extends Error {}

/** Debian's uid and gid of `nobody`: root inside is this user outside, when root starts it. */
export const NOBODY: Outside = { uid: 65534, gid: 65534 };

/** The environment that sshd would give to root. */
export const ENVIRONMENT = [
  'HOME=/root',
  'USER=root',
  'LOGNAME=root',
  'SHELL=/bin/sh',
  'LANG=C.UTF-8',
  'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
] as const;

/** Kernel capabilities kept inside. Not sys_admin: with it, the read-only /usr could be remounted. */
const CAPABILITIES =
  '-all,+chown,+dac_override,+fowner,+fsetid,+kill,+setgid,+setuid,+net_admin,+net_raw,+net_bind_service,+sys_chroot';

/** Joins the namespaces of a process, with few capabilities and a clean environment. */
export function enterNamespaces(pid: number): Room['enter'] {
  return (argv) => [
    'nsenter',
    `--target=${pid}`,
    '--user',
    '--mount',
    '--pid',
    '--net',
    '--uts',
    '--ipc',
    '--root',
    '--wd',
    '--preserve-credentials',
    'setpriv',
    `--bounding-set=${CAPABILITIES}`,
    'env',
    '-i',
    ...ENVIRONMENT,
    ...argv,
  ];
}

/** Runs first inside: the network, then a word to say so, then nothing for as long as the host lives. */
export const KEEPER = `ip link set lo up 2>/dev/null
for address in "$@"; do ip address add "$address/32" dev lo 2>/dev/null; done
echo ready
exec sleep 2147483647`;

/** Resolves with what the keeper wrote before `ready`; rejects with what it said when it ends first. */
export function keeperReady(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let out = '';
    let err = '';
    child.stdout!.on('data', (bytes: Buffer) => {
      out += bytes;
      if (/^ready$/m.test(out)) resolve(out);
    });
    child.stderr!.on('data', (bytes: Buffer) => {
      err += bytes;
    });
    child.once('error', (error) => reject(new NoRoom(error.message)));
    child.once('exit', () => reject(new NoRoom(err.trim() || 'it ended at once')));
  });
}

export function endOf(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((done) => {
    child.once('exit', () => done());
    child.kill('SIGKILL');
  });
}
