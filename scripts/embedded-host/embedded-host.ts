/**
 * Real hosts to try a runbook on, without any: a real SSH server on 127.0.0.1 and a real
 * POSIX shell in a private root. Nothing that runs there reaches the machine's own files.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fingerprint } from '../../src/transports/ssh/known-hosts.ts';
import { type KeyPair, makeKey, writeClientFiles } from './credentials.ts';
import { layOut } from './layout.ts';
import { addressNotes, limits, openRoom } from './open-room.ts';
import type { Isolation, Outside, Room } from './room.ts';
import { NOBODY } from './room.ts';
import { type RunningServer, serve } from './server.ts';

export type { Isolation } from './room.ts';

export interface EmbeddedHostOptions {
  /** Names under which `ssh -F` finds them. Each is a host of its own: its files, its network. */
  readonly aliases: readonly string[];
  /** IPv4 addresses that answer inside, on the loopback interface of each host. */
  readonly loopbackAddresses?: readonly string[];
  /** Only this kind of isolation; default: the best that works here. */
  readonly isolation?: Isolation;
  /**
   * Told of each command that a client sends: the line of a request, before it is started, and
   * what a shell is then sent on its standard input.
   */
  readonly onCommand?: (alias: string, line: string) => void;
}

export interface EmbeddedHost {
  readonly isolation: Isolation;
  /** What the chosen isolation can't do here, for the operator to read. */
  readonly notes: readonly string[];
  readonly hostKeyFingerprint: string;
  readonly sshConfigPath: string;
  readonly knownHostsPath: string;
  readonly identityPath: string;
  /** Of the first alias; the others are in `hosts`. */
  readonly port: number;
  /** Of the first alias: the folder that is its `/` (etc, var, tmp, root …). */
  readonly root: string;
  readonly hosts: Readonly<Record<string, { readonly port: number; readonly root: string }>>;
  close(): Promise<void>;
}

/** @throws Error that says what to install, when no private root can be made here */
export async function startEmbeddedHost(options: EmbeddedHostOptions): Promise<EmbeddedHost> {
  const folder = mkdtempSync(join(tmpdir(), 'embedded-host-'));
  // The private root belongs to another user when root starts it: that user must get through.
  mkdirSync(join(folder, 'client'), { mode: 0o700 });
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  const open: OneHost[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(open.map((host) => host.close()));
    remove();
    process.removeListener('exit', remove);
  };
  try {
    const keys = { host: makeKey(), identity: makeKey() };
    for (const alias of options.aliases) open.push(await startOne(alias, folder, options, keys));
    return { ...describe(open, folder, keys), close };
  } catch (error) {
    await close();
    throw error;
  }
}

interface OneHost {
  readonly alias: string;
  readonly root: string;
  readonly port: number;
  readonly room: Room;
  readonly notes: readonly string[];
  close(): Promise<void>;
}

interface Keys {
  readonly host: KeyPair;
  readonly identity: KeyPair;
}

async function startOne(
  alias: string,
  folder: string,
  options: EmbeddedHostOptions,
  keys: Keys,
): Promise<OneHost> {
  const loopbackAddresses = options.loopbackAddresses ?? [];
  const root = join(folder, alias);
  const outside: Outside | undefined = process.getuid?.() === 0 ? NOBODY : undefined;
  const room = await openRoom(
    options.isolation,
    { root, hostname: alias, loopbackAddresses, outside },
    {
      prepare: (owner) => {
        rmSync(root, { recursive: true, force: true });
        layOut(root, [alias], owner);
      },
      folder,
    },
  );
  let server: RunningServer | undefined;
  const close = async (): Promise<void> => {
    await server?.close();
    await room.close();
  };
  try {
    const notes = [...limits(room), ...(await addressNotes(room, loopbackAddresses))];
    server = await serve(room, keys.host, keys.identity, (line) =>
      options.onCommand?.(alias, line),
    );
    return { alias, root, port: server.port, room, notes, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function describe(
  open: readonly OneHost[],
  folder: string,
  keys: Keys,
): Omit<EmbeddedHost, 'close'> {
  const [first] = open;
  if (!first) throw new Error('an embedded host needs at least one alias');
  const ports = Object.fromEntries(open.map(({ alias, port }) => [alias, port]));
  return {
    isolation: first.room.isolation,
    notes: [...new Set(open.flatMap(({ notes }) => notes))],
    hostKeyFingerprint: fingerprint(keys.host.publicKey),
    ...writeClientFiles(join(folder, 'client'), ports, keys.identity, keys.host),
    port: first.port,
    root: first.root,
    hosts: Object.fromEntries(open.map(({ alias, port, root }) => [alias, { port, root }])),
  };
}
