/** The client's side of a test: an ssh config of its own, never the user's. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { join } from 'node:path';
import { type SshTransportOptions, sshTransport } from '../../../src/transports/ssh/ssh.ts';
import { ConnectError, type Target } from '../../../src/transports/transport.ts';
import { type Sshd, writePrivate } from './sshd.ts';

export const BOX: Target = { name: 'box', hostKeys: [], platform: 'posix' };

export interface ClientFiles {
  /** Text of known_hosts; default: the server's own key. */
  readonly knownHosts?: string;
  readonly identity?: string;
  /** More lines for the host's block. */
  readonly more?: readonly string[];
  /** More blocks. */
  readonly blocks?: string;
}

let count = 0;

/** Writes an ssh config with a block `box` that leads to the server; gives its path. */
export function sshConfig(sshd: Sshd, files: ClientFiles = {}): string {
  count += 1;
  const known = writePrivate(
    join(sshd.dir, `known_hosts_${count}`),
    files.knownHosts ?? `${sshd.knownHost()}\n`,
  );
  const lines = [
    ...(files.blocks ? [files.blocks] : []),
    'Host box',
    '  HostName 127.0.0.1',
    `  Port ${sshd.port}`,
    `  User ${sshd.user}`,
    `  UserKnownHostsFile ${known}`,
    '  GlobalKnownHostsFile none',
    `  IdentityFile ${files.identity ?? sshd.identity}`,
    ...(files.more ?? []).map((line) => `  ${line}`),
    '',
  ];
  return writePrivate(join(sshd.dir, `ssh_config_${count}`), lines.join('\n'));
}

/** A block that leads to a server, with its own key known, or `knownHosts`. */
export function hostBlock(
  name: string,
  server: Sshd,
  more: readonly string[] = [],
  knownHosts = `${server.knownHost()}\n`,
): string {
  count += 1;
  const known = writePrivate(join(server.dir, `known_${count}`), knownHosts);
  return [
    `Host ${name}`,
    // The first value counts.
    ...more.map((line) => `  ${line}`),
    '  HostName 127.0.0.1',
    `  Port ${server.port}`,
    `  User ${server.user}`,
    `  IdentityFile ${server.identity}`,
    `  UserKnownHostsFile ${known}`,
    '  GlobalKnownHostsFile none',
    '',
  ].join('\n');
}

/** A config of these blocks alone; gives its path. */
export function sshConfigOf(dir: string, ...blocks: readonly string[]): string {
  count += 1;
  return writePrivate(join(dir, `ssh_config_${count}`), blocks.join('\n'));
}

/** Connects, runs `echo in`, and says what came: `in`, or the error. */
export async function tryConnect(
  configFile: string,
  options: SshTransportOptions = {},
  target: Target = BOX,
): Promise<string | ConnectError> {
  try {
    const transport = sshTransport({ configFile, agent: 'none', ...options });
    const session = await transport.connect(target);
    let text = '';
    await session.exec({ line: 'echo in' }, (chunk) => {
      text += chunk.text;
    });
    await session.close();
    return text.trim();
  } catch (error) {
    if (error instanceof ConnectError) return error;
    throw error;
  }
}

export interface Agent {
  readonly socket: string;
  add(key: string): void;
  close(): void;
}

/** A real ssh-agent, in the foreground, on a socket of its own. */
export async function startAgent(dir: string): Promise<Agent> {
  count += 1;
  const socket = join(dir, `agent_${count}.sock`);
  const child: ChildProcess = spawn('ssh-agent', ['-D', '-a', socket], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await new Promise((done) => child.stdout!.once('data', done));
  return {
    socket,
    add: (key) =>
      void execFileSync('ssh-add', ['-q', key], { env: { ...process.env, SSH_AUTH_SOCK: socket } }),
    close: () => void child.kill(),
  };
}
