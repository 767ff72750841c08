/** One channel of an SSH connection: how it is opened, and what is heard of its end. */
import type { Client, ClientChannel, ExecOptions } from 'ssh2';
import { deferred } from '../deferred.ts';
import { Ending } from '../ending.ts';
import type { Channel, ExecEnd, OnBytes } from '../transport.ts';

/** Wide, so that nothing is folded; `dumb`, so that programs send no control sequences. */
const PTY = { term: 'dumb', cols: 200, rows: 50, width: 0, height: 0 } as const;

export interface LinkState {
  /** Why the connection is no more; undefined while it holds. */
  gone: string | undefined;
  /** Commands under way. */
  running: number;
  /** Kills that the host hasn't confirmed. */
  readonly kills: Set<Promise<unknown>>;
}

export function watch(client: Client): LinkState {
  const state: LinkState = { gone: undefined, running: 0, kills: new Set() };
  // One listener for each command under way; there is no leak to warn of.
  client.setMaxListeners(0);
  let error: Error | undefined;
  client.on('error', (cause) => {
    error = cause;
  });
  client.on('close', () => {
    state.gone ??= error
      ? `the connection was lost: ${error.message}`
      : 'the connection was closed';
  });
  return state;
}

function lost(reason: string): ExecEnd {
  return { kind: 'lost', reason };
}

/**
 * Opens a channel and hands it to `running` in the same turn: a command that is quick has
 * ended in the packet that follows, and a listener added later would never hear of it.
 */
export function start(
  client: Client,
  line: string,
  pty: boolean,
  state: LinkState,
  running: (channel: ClientChannel) => Promise<ExecEnd>,
): Promise<ExecEnd> {
  const { promise, resolve } = deferred<ExecEnd>();
  // ONLCR off: lines end in \n, as without a terminal, so that `expect` reads the same.
  const options: ExecOptions = pty ? { pty: { ...PTY, modes: { ONLCR: 0 } } } : {};
  const onClose = (): void => resolve(lost(state.gone ?? 'the connection was closed'));
  client.once('close', onClose);
  try {
    client.exec(line, options, (error, channel) => {
      client.removeListener('close', onClose);
      resolve(error ? notStarted(error) : running(channel));
    });
  } catch (error) {
    client.removeListener('close', onClose);
    resolve({ kind: 'lost', reason: (error as Error).message, sent: false });
  }
  return promise;
}

/** The server's refusal is certain: nothing ran. Silence is not. */
function notStarted(error: Error): ExecEnd {
  const refused = 'reason' in error || /^Unable to exec/.test(error.message);
  const reason = refused
    ? `the server refused to run a command: ${error.message}`
    : `the connection was lost: ${error.message}`;
  return { kind: 'lost', reason, ...(refused ? { sent: false, refused } : {}) };
}

/** Tells `ending` what becomes of the channel. Its output is for those who listen. */
export function listen(
  channel: ClientChannel,
  ending: Ending,
  state: LinkState,
  onBytes: OnBytes,
): void {
  const streams = { stdout: channel, stderr: channel.stderr };
  for (const name of ['stdout', 'stderr'] as const)
    streams[name].on('data', (bytes: Buffer) => {
      if (ending.done) return;
      ending.activity();
      onBytes(name, bytes);
    });
  channel.on('exit', (code: number | null, signal?: string) => {
    if (code !== null) ending.exited({ kind: 'exited', code });
    else ending.exited({ kind: 'signaled', signal: `SIG${String(signal).replace(/^SIG/, '')}` });
  });
  channel.on('error', () => {});
  channel.on('close', () => {
    // The connection's own close comes in the same turn: its reason says more.
    setImmediate(() =>
      ending.closed(state.gone ?? 'the server closed the channel without an exit status'),
    );
  });
}

/** What is written before the server has opened the channel waits for it. */
export function openChannel(
  client: Client,
  line: string,
  state: LinkState,
  onBytes: OnBytes,
): Channel {
  const todo: ((channel: ClientChannel) => void)[] = [];
  let opened: ClientChannel | undefined;
  const soon = (what: (channel: ClientChannel) => void): void => {
    if (opened) what(opened);
    else todo.push(what);
  };
  const { promise: closed, resolve: close } = deferred<ExecEnd>();
  const ended = state.gone
    ? Promise.resolve<ExecEnd>({ kind: 'lost', reason: state.gone, sent: false })
    : start(client, line, false, state, (channel) => {
        opened = channel;
        const ending = new Ending({ kill: () => {}, release: () => channel.close() }, {});
        channel.stdin.on('error', () => {});
        listen(channel, ending, state, onBytes);
        for (const what of todo) what(channel);
        void closed.then(() => ending.closed('the channel was closed'));
        return ending.promise;
      });
  return {
    write: (text) => soon((channel) => void channel.write(text)),
    end: () => soon((channel) => void channel.end()),
    close: () => close({ kind: 'lost', reason: 'the channel was closed' }),
    ended: Promise.race([ended, closed]),
  };
}
