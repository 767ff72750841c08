/**
 * Commands over one SSH connection, a channel each.
 *
 * The server has the user's login shell run the line. At a timeout or an abort the
 * command gets SIGTERM, then SIGKILL (see `kill.ts`), and the channel is closed. A server
 * that has neither signals nor `ps`, or two commands at once for root, can leave a command
 * running on the host although it has ended here.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client, ClientChannel } from 'ssh2';
import { conversationFor } from '../conversation.ts';
import { deferred } from '../deferred.ts';
import { Ending } from '../ending.ts';
import { outputSink } from '../output.ts';
import type { ExecEnd, ExecRequest, OutputChunk, Session } from '../transport.ts';
import { type LinkState, listen, openChannel, start, watch } from './channel.ts';
import type { Connection } from './connect.ts';
import { killSiblings, requestSignal } from './kill.ts';

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
      return start(client, request.line, request.pty ?? false, state, (channel) =>
        run(client, channel, request, onOutput, signal, state),
      );
    },
    open: (line, onBytes) => openChannel(client, line, state, onBytes),
    close: () => close(connection, state),
  };
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
    {
      kill: (name) =>
        void kill(client, channel, name, state).then((told) => {
          // A terminal hangs up what runs at it when its channel is closed.
          if (!told && !request.pty) ending.deaf();
        }),
      release: () => channel.close(),
    },
    { timeoutMs: request.timeoutMs, signal },
  );
  const conversation = conversationFor(request, {
    type: (text) => void channel.write(text),
    stuck: (seen, tooSlow) => ending.stuck(seen, tooSlow),
  });
  const emit = (chunk: OutputChunk): void => {
    onOutput(chunk);
    conversation?.heard(chunk.text);
  };
  const sinks = { stdout: outputSink('stdout', emit), stderr: outputSink('stderr', emit) };
  channel.on('close', () => {
    if (!ending.done) for (const sink of Object.values(sinks)) sink.end();
  });
  listen(channel, ending, state, (stream, bytes) => sinks[stream].write(bytes));
  feed(channel, request, conversation !== undefined);
  state.running += 1;
  return ending.promise.finally(() => {
    state.running -= 1;
    conversation?.end();
  });
}

/** @returns whether the host was told by a way that works everywhere */
async function kill(
  client: Client,
  channel: ClientChannel,
  name: 'TERM' | 'KILL',
  state: LinkState,
): Promise<boolean> {
  requestSignal(client, channel, name);
  if (state.running > 1 || state.gone) return false;
  const killing = killSiblings(client, name);
  state.kills.add(killing);
  return killing.finally(() => state.kills.delete(killing));
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
