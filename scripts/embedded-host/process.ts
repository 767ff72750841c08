/** One command in the room, tied to one SSH channel, as sshd does it. */
import { spawn } from 'node:child_process';
import type { ServerChannel } from 'ssh2';
import type { Room } from './room.ts';

export interface Terminal {
  readonly term?: string;
  readonly rows?: number;
  readonly cols?: number;
}

export interface Process {
  /** @param signal without `SIG`, as in RFC 4254, 6.10 */
  kill(signal: string): void;
  readonly ended: Promise<void>;
}

/** The login shell in root's home; $1 is the line. */
const RUN = 'cd; exec /bin/sh -c "$1"';
/** The same on a terminal, made by util-linux `script`; $1 the line, $2 stty's arguments. */
const RUN_ON_TERMINAL =
  'cd; export TERM="$3"; export SETTINGS="$2" LINE="$1"; exec script -qefc \'stty $SETTINGS; set -- "$LINE"; unset SETTINGS LINE; exec /bin/sh -c "$1"\' /dev/null';

/** @param line undefined for an interactive shell */
export function startProcess(
  room: Room,
  channel: ServerChannel,
  line: string | undefined,
  terminal: Terminal | undefined,
): Process {
  const [file, ...rest] = room.enter(inside(line ?? 'exec /bin/sh -i', terminal)) as [
    string,
    ...string[],
  ];
  const child = spawn(file, rest, { ...room.outside, detached: true, stdio: 'pipe' });
  const kill = (signal: string): void => {
    try {
      if (child.pid) process.kill(-child.pid, `SIG${signal}` as NodeJS.Signals);
    } catch {
      // It is gone already, or there is no such signal.
    }
  };
  child.stdin.on('error', () => {});
  channel.on('error', () => {});
  channel.pipe(child.stdin);
  child.stdout.pipe(channel, { end: false });
  child.stderr.pipe(channel.stderr, { end: false });
  child.once('error', (error) => {
    channel.stderr.write(`${error.message}\n`);
    channel.exit(127);
    channel.end();
  });
  // As sshd: the status at once, the end of the channel when nobody holds the output any more.
  child.once('exit', (code, signal) => {
    if (code === null) channel.exit(String(signal).replace(/^SIG/, ''));
    else channel.exit(code);
  });
  child.once('close', () => channel.end());
  // A terminal that is gone tells whoever sat at it; without one, what runs goes on.
  channel.once('close', () => {
    if (terminal && child.exitCode === null && child.signalCode === null) kill('HUP');
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  return { kill, ended };
}

function inside(line: string, terminal: Terminal | undefined): string[] {
  if (!terminal) return ['/bin/sh', '-c', RUN, 'sh', line];
  const { rows = 24, cols = 80, term = 'dumb' } = terminal;
  // ssh2's server misreads the modes that a client asks for. A person's terminal wants the
  // usual ones; a program asks for a `dumb` terminal, and for plain line ends with it.
  const plain = term === 'dumb' ? ' -onlcr' : '';
  const settings = `rows ${rows} cols ${cols}${plain}`;
  return ['/bin/sh', '-c', RUN_ON_TERMINAL, 'sh', line, settings, term];
}
