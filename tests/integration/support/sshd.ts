/**
 * A real OpenSSH server on loopback, with its own keys, in a folder of its own.
 *
 * It runs as whoever runs the tests, and lets only that user in, with the key that is
 * generated here. Each test file starts its own, and closes it: only that process is ended.
 */

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  constants,
  mkdirSync,
  mkdtempSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

const SSHD = '/usr/sbin/sshd';

/** Why these tests can't run here, or undefined when they can. For `describe.skipIf`. */
export function whyNoSshd(): string | undefined {
  try {
    accessSync(SSHD, constants.X_OK);
  } catch {
    return `${SSHD} is not installed (apt install openssh-server)`;
  }
  return undefined;
}

export type KeyType = 'ed25519' | 'ecdsa' | 'rsa';

export interface SshdOptions {
  /** Host keys to offer; default Ed25519. */
  readonly hostKeys?: readonly KeyType[];
  /** More lines of sshd_config. */
  readonly config?: readonly string[];
  /** Where it listens; default 127.0.0.1. */
  readonly address?: string;
  /** Words of a command that starts it, such as `ip netns exec NAME`. */
  readonly within?: readonly string[];
}

export interface Sshd {
  readonly address: string;
  readonly port: number;
  readonly user: string;
  readonly dir: string;
  /** Private key that is let in; its public half is beside it, as `.pub`. */
  readonly identity: string;
  /** Public host keys by type, as `type base64`. */
  readonly hostKeys: Readonly<Partial<Record<KeyType, string>>>;
  /** What sshd said so far. */
  log(): string;
  pid: number;
  /** A line for known_hosts with this server's key. */
  knownHost(type?: KeyType): string;
  /** `SHA256:…` of a host key. */
  fingerprint(type?: KeyType): string;
  close(): Promise<void>;
}

export function keygen(path: string, type: KeyType = 'ed25519', passphrase = ''): string {
  const size = type === 'rsa' ? ['-b', '2048'] : [];
  execFileSync('ssh-keygen', [
    '-q',
    '-t',
    type,
    ...size,
    '-N',
    passphrase,
    '-C',
    'test',
    '-f',
    path,
  ]);
  return path;
}

export function fingerprintOf(publicKeyFile: string): string {
  return execFileSync('ssh-keygen', ['-lf', publicKeyFile], { encoding: 'utf8' }).split(' ')[1]!;
}

/**
 * Where Linux gives a connection none of its own (from 32768, net.ipv4.ip_local_port_range): one
 * that it gave would be taken again before the server that it is for has it.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(10_000, 32_000);
    const server = createServer();
    const isFree = await new Promise<boolean>((done) => {
      server.once('error', () => done(false));
      server.listen(port, '127.0.0.1', () => done(true));
    });
    if (!isFree) continue;
    await new Promise((done) => server.close(done));
    return port;
  }
}

export async function startSshd(options: SshdOptions = {}): Promise<Sshd> {
  const dir = mkdtempSync(join(tmpdir(), 'sshd-'));
  const types = options.hostKeys ?? ['ed25519'];
  for (const type of types) keygen(join(dir, `host_${type}`), type);
  const identity = keygen(join(dir, 'id_test'));
  execFileSync('cp', [`${identity}.pub`, join(dir, 'authorized_keys')]);
  const port = await freePort();
  const config = join(dir, 'sshd_config');
  const { address = '127.0.0.1', within = [] } = options;
  const listen = [`ListenAddress ${address}`, ...(options.config ?? [])];
  writeFileSync(config, sshdConfig(dir, port, types, listen));
  // Debian's sshd drops privileges into this folder, and refuses to start without it.
  if (userInfo().uid === 0) mkdirSync('/run/sshd', { recursive: true });
  const [program = SSHD, ...words] = [...within, SSHD, '-D', '-e', '-f', config];
  const child = spawn(program, words, { stdio: ['ignore', 'ignore', 'pipe'] });
  const log = await ready(child);
  return server({ dir, address, port, types, identity, child, log });
}

function sshdConfig(
  dir: string,
  port: number,
  types: readonly KeyType[],
  more: readonly string[],
): string {
  return [
    // The first value of a keyword counts: a test's own lines come first.
    ...more,
    `Port ${port}`,
    ...types.map((type) => `HostKey ${join(dir, `host_${type}`)}`),
    `AuthorizedKeysFile ${join(dir, 'authorized_keys')}`,
    `PidFile ${join(dir, 'sshd.pid')}`,
    // No start-up files of whoever runs the tests: they cost time, and can wait on locks.
    // Each server is a host of its own: it has its own lock against a second operator.
    `SetEnv HOME=${dir} RUNBOOK_LOCK_DIR=${dir}`,
    'StrictModes no',
    'UsePAM no',
    'PermitRootLogin prohibit-password',
    'PasswordAuthentication no',
    'KbdInteractiveAuthentication no',
    'LogLevel VERBOSE',
    '',
  ].join('\n');
}

async function ready(child: ChildProcess): Promise<() => string> {
  let text = '';
  await new Promise<void>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`sshd ended with ${code}: ${text}`)));
    child.once('error', reject);
    child.stderr!.on('data', (bytes: Buffer) => {
      text += bytes;
      if (text.includes('Server listening')) resolve();
    });
  });
  return () => text;
}

interface Parts {
  readonly dir: string;
  readonly address: string;
  readonly port: number;
  readonly types: readonly KeyType[];
  readonly identity: string;
  readonly child: ChildProcess;
  readonly log: () => string;
}

function server({ dir, address, port, types, identity, child, log }: Parts): Sshd {
  const publicFile = (type: KeyType): string => join(dir, `host_${type}.pub`);
  const hostKeys = Object.fromEntries(
    types.map((type) => [type, publicKey(publicFile(type))]),
  ) as Sshd['hostKeys'];
  const first = types[0] as KeyType;
  return {
    dir,
    address,
    port,
    user: userInfo().username,
    identity,
    hostKeys,
    log,
    pid: child.pid!,
    knownHost: (type = first) => `[${address}]:${port} ${hostKeys[type]}`,
    fingerprint: (type = first) => fingerprintOf(publicFile(type)),
    async close() {
      if (child.exitCode === null) {
        const gone = new Promise((done) => child.once('exit', done));
        child.kill('SIGTERM');
        await gone;
      }
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

function publicKey(file: string): string {
  return execFileSync('cut', ['-d', ' ', '-f1,2', file], { encoding: 'utf8' }).trim();
}

/** Writes a private file and gives its path. */
export function writePrivate(path: string, text: string): string {
  writeFileSync(path, text);
  chmodSync(path, 0o600);
  return path;
}
