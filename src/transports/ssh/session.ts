/**
 * Commands over one SSH connection, a channel each.
 *
 * The server has the user's login shell run the line. At a timeout or an abort the
 * command gets SIGTERM, then SIGKILL (see `kill.ts`), and the channel is closed. A server
 * that has neither signals nor `ps`, or two commands at once for root, can leave a command
 * running on the host although it has ended here.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client, ClientChannel, ExecOptions } from 'ssh2';
import { Prompter } from '../answers.ts';
import { deferred } from '../deferred.ts';
import { Ending } from '../ending.ts';
import { outputSink } from '../output.ts';
import type { ExecEnd, ExecRequest, OutputChunk, Session } from '../transport.ts';
import type { Connection } from './connect.ts';
import { killSiblings, requestSignal } from './kill.ts';

/** Wide, so that nothing is folded; `dumb`, so that programs send no control sequences. */
const PTY = { term: 'dumb', cols: 200, rows: 50, width: 0, height: 0 } as const;
/** The terminal's end of file. */
const EOT = '\u0004';
/** How long `close` waits for the connection's end. */
const CLOSE_MS = 2_000;

export function sshSession(connection: Connection): Session {
  const { client } = connection;
  const state = watch(client);
  return {
    async exec(request, onOutput, signal) {
      // A kill under way on the host would take this command for the one it is after.
      await Promise.all(state.kills);
      if (state.gone) return { kind: 'lost', reason: state.gone, sent: false };
      if (signal?.aborted) return { kind: 'aborted' };
      return start(client, request, state, (channel) =>
        run(client, channel, request, onOutput, signal, state),
      );
    },
    close: () => close(connection, state),
  };
}

interface LinkState {
  /** Why the connection is no more; undefined while it holds. */
  gone: string | undefined;
  /** Commands under way. */
  running: number;
  /** Kills that the host hasn't confirmed. */
  readonly kills: Set<Promise<void>>;
}

function watch(client: Client): LinkState {
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
function start(
  client: Client,
  request: ExecRequest,
  state: LinkState,
  running: (channel: ClientChannel) => Promise<ExecEnd>,
): Promise<ExecEnd> {
  const { promise, resolve } = deferred<ExecEnd>();
  // ONLCR off: lines end in \n, as without a terminal, so that `expect` reads the same.
  const options: ExecOptions = request.pty ? { pty: { ...PTY, modes: { ONLCR: 0 } } } : {};
  const onClose = (): void => resolve(lost(state.gone ?? 'the connection was closed'));
  client.once('close', onClose);
  try {
    client.exec(request.line, options, (error, channel) => {
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
  return { kind: 'lost', reason, ...(refused ? { sent: false } : {}) };
}

function run(
  client: Client,
  channel: ClientChannel,
  request: ExecRequest,
  onOutput: (chunk: OutputChunk) => void,
  signal: AbortSignal | undefined,
  state: LinkState,
): Promise<ExecEnd> {
  const ending = new Ending(
    { kill: (name) => kill(client, channel, name, state), release: () => channel.close() },
    { timeoutMs: request.timeoutMs, signal },
  );
  const prompter = request.answers?.length ? new Prompter(request.answers) : undefined;
  listen(channel, ending, state, (chunk) => {
    onOutput(chunk);
    for (const reply of prompter?.feed(chunk.text) ?? []) channel.write(`${reply}\n`);
  });
  feed(channel, request, prompter !== undefined);
  state.running += 1;
  return ending.promise.finally(() => {
    state.running -= 1;
  });
}

function kill(
  client: Client,
  channel: ClientChannel,
  name: 'TERM' | 'KILL',
  state: LinkState,
): void {
  requestSignal(client, channel, name);
  if (state.running > 1 || state.gone) return;
  const killing = killSiblings(client, name);
  state.kills.add(killing);
  void killing.then(() => state.kills.delete(killing));
}

function listen(
  channel: ClientChannel,
  ending: Ending,
  state: LinkState,
  emit: (chunk: OutputChunk) => void,
): void {
  const streams = { stdout: channel, stderr: channel.stderr };
  const sinks = (['stdout', 'stderr'] as const).map((name) => {
    const sink = outputSink(name, emit);
    streams[name].on('data', (bytes: Buffer) => {
      if (ending.done) return;
      ending.activity();
      sink.write(bytes);
    });
    return sink;
  });
  channel.on('exit', (code: number | null, signal?: string) => {
    if (code !== null) ending.exited({ kind: 'exited', code });
    else ending.exited({ kind: 'signaled', signal: `SIG${String(signal).replace(/^SIG/, '')}` });
  });
  channel.on('error', () => {});
  channel.on('close', () => {
    if (!ending.done) for (const sink of sinks) sink.end();
    // The connection's own close comes in the same turn: its reason says more.
    setImmediate(() =>
      ending.closed(state.gone ?? 'the server closed the channel without an exit status'),
    );
  });
}

function feed(channel: ClientChannel, request: ExecRequest, keepOpen: boolean): void {
  channel.stdin.on('error', () => {});
  if (request.stdin !== undefined) channel.write(Buffer.from(request.stdin as string));
  if (keepOpen) return;
  // A terminal has no end of file but this character: without it, a reader would wait for ever.
  if (request.pty) channel.write(EOT);
  else channel.end();
}

async function close(connection: Connection, state: LinkState): Promise<void> {
  await Promise.race([Promise.all(state.kills), sleep(CLOSE_MS, undefined, { ref: false })]);
  const { promise, resolve } = deferred<void>();
  if (state.gone) resolve();
  const timer = setTimeout(() => {
    connection.client.destroy();
    resolve();
  }, CLOSE_MS);
  connection.client.once('close', resolve);
  if (!state.gone) connection.close();
  return promise.finally(() => clearTimeout(timer));
}
