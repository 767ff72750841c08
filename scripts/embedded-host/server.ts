/** The SSH side: public-key authentication for root, and a process in the room for each request. */
import { timingSafeEqual } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { AuthContext, Connection, ParsedKey, ServerChannel, Session } from 'ssh2';
import ssh2 from 'ssh2';
import type { KeyPair } from './credentials.ts';
import { type Process, startProcess, type Terminal } from './process.ts';
import type { Room } from './room.ts';

export interface RunningServer {
  readonly port: number;
  close(): Promise<void>;
}

/** @param line undefined for an interactive shell */
type Start = (
  channel: ServerChannel,
  line: string | undefined,
  terminal: Terminal | undefined,
) => Process;

/** Listens on 127.0.0.1 only. */
export async function serve(
  room: Room,
  hostKey: KeyPair,
  allowed: KeyPair,
  onCommand: (line: string) => void = () => {},
): Promise<RunningServer> {
  const clients = new Set<Connection>();
  const running = new Set<Process>();
  const inRoom: Start = (channel, line, terminal) => {
    const process = startProcess(room, channel, line, terminal);
    running.add(process);
    void process.ended.then(() => running.delete(process));
    return process;
  };
  const server = new ssh2.Server({ hostKeys: [hostKey.privateKey] }, (client) => {
    clients.add(client);
    // Not its default: each command would wait for a delayed ack.
    (client as Connection & { setNoDelay(on: boolean): void }).setNoDelay(true);
    client.on('authentication', (context) => authenticate(context, allowed));
    client.on('session', (accept) => session(accept(), inRoom, onCommand));
    client.on('error', () => {}); // A client that goes away in the middle.
    client.on('close', () => clients.delete(client));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      const closed = new Promise<void>((done) => server.close(() => done()));
      for (const client of clients) client.end();
      await closed;
      for (const process of running) process.kill('KILL');
    },
  };
}

function authenticate(context: AuthContext, allowed: KeyPair): void {
  if (isAllowed(context, allowed)) context.accept();
  else context.reject(['publickey']);
}

/** Without a signature, the client only asks whether this key would do. */
function isAllowed(context: AuthContext, allowed: KeyPair): boolean {
  if (context.method !== 'publickey' || context.username !== 'root') return false;
  const { data } = context.key;
  const same = data.length === allowed.publicKey.length && timingSafeEqual(data, allowed.publicKey);
  if (!same || !context.signature) return same;
  const key = ssh2.utils.parseKey(allowed.privateKey) as ParsedKey;
  return key.verify(context.blob as Buffer, context.signature, context.hashAlgo) === true;
}

function session(session: Session, inRoom: Start, onCommand: (line: string) => void): void {
  let terminal: Terminal | undefined;
  let running: Process | undefined;
  session.on('pty', (accept, _reject, info) => {
    terminal = info as unknown as Terminal;
    accept?.();
  });
  session.on('env', (_accept, reject) => reject?.());
  session.on('window-change', (accept) => accept?.());
  // ssh2 drops signals once the client has sent its end of file; RFC 4254 (5.3) doesn't.
  session.on('eof', () => Object.assign(session, { _ending: false }));
  session.on('signal', (accept, _reject, info) => {
    accept?.();
    running?.kill(info.name);
  });
  const start = (channel: ServerChannel, line: string | undefined): void => {
    running = inRoom(channel, line, terminal);
  };
  session.on('exec', (accept, _reject, info) => {
    onCommand(info.command);
    const channel = accept();
    start(channel, info.command);
    tell(channel, onCommand);
  });
  session.on('shell', (accept) => start(accept(), undefined));
}

/** What the commands that a shell reads from its standard input end with. */
const WHOLE = /\n\}\n$/;

/** A shell that is there already is sent its commands, each as one `{ …` in braces. */
function tell(channel: ServerChannel, onCommand: (line: string) => void): void {
  let heard = '';
  channel.on('data', (chunk: Buffer) => {
    heard += chunk;
    if (!WHOLE.test(heard)) return;
    onCommand(heard);
    heard = '';
  });
}
