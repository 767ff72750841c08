/**
 * Runs commands on this machine, with `/bin/sh`. For `--transport local` and tests.
 *
 * Each command has its own process group, so that a timeout or an abort ends what it
 * started too. There is no terminal here: `pty` is ignored, and `answers` are typed on
 * the command's standard input (stdout and stderr are both watched for prompts). A
 * program that insists on /dev/tty, such as ssh, can't be answered: use the ssh transport.
 */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { conversationFor } from './conversation.ts';
import { Ending } from './ending.ts';
import { outputSink } from './output.ts';
import type {
  Channel,
  ExecRequest,
  OnBytes,
  OutputChunk,
  Session,
  Transport,
} from './transport.ts';

export function localTransport(): Transport {
  return { name: 'local', connect: async () => localSession() };
}

function localSession(): Session {
  const open = new Set<Ending>();
  const channels = new Set<Channel>();
  const closing = new AbortController();
  return {
    exec(request, onOutput, signal) {
      const signals = [closing.signal, ...(signal ? [signal] : [])];
      const ending = start(request, onOutput, AbortSignal.any(signals));
      open.add(ending);
      return ending.promise.finally(() => open.delete(ending));
    },
    open(line, onBytes) {
      const channel = startChannel(line, onBytes);
      channels.add(channel);
      void channel.ended.then(() => channels.delete(channel));
      return channel;
    },
    async close() {
      for (const channel of channels) channel.close();
      closing.abort();
      await Promise.all([...open].map((ending) => ending.promise));
    },
  };
}

function start(
  request: ExecRequest,
  onOutput: (chunk: OutputChunk) => void,
  signal: AbortSignal,
): Ending {
  const { child, release } = startShell(request.line);
  const ending = new Ending(
    { kill: (name) => killGroup(child.pid, `SIG${name}`), release },
    { timeoutMs: request.timeoutMs, signal },
  );
  const conversation = conversationFor(request, {
    type: (text) => void child.stdin.write(text),
    stuck: (seen, tooSlow) => ending.stuck(seen, tooSlow),
  });
  const emit = (chunk: OutputChunk): void => {
    onOutput(chunk);
    conversation?.heard(chunk.text);
  };
  const sinks = { stdout: outputSink('stdout', emit), stderr: outputSink('stderr', emit) };
  listen(child, ending, (stream, bytes) => sinks[stream].write(bytes));
  child.on('close', () => {
    if (!ending.done) for (const sink of Object.values(sinks)) sink.end();
    ending.closed(WITHOUT_STATUS);
  });
  feed(child, request, conversation !== undefined);
  void ending.promise.then(() => conversation?.end());
  return ending;
}

const WITHOUT_STATUS = 'the process ended without a status';

/** In a process group of its own. */
function startShell(line: string): {
  readonly child: ChildProcessWithoutNullStreams;
  readonly release: () => void;
} {
  const child = spawn('/bin/sh', ['-c', line], { detached: true, stdio: 'pipe' });
  const release = (): void => {
    for (const stream of [child.stdin, child.stdout, child.stderr]) stream.destroy();
    child.unref();
  };
  return { child, release };
}

/** Nothing of it is killed: what it started detached outlives it. */
function startChannel(line: string, onBytes: OnBytes): Channel {
  const { child, release } = startShell(line);
  const ending = new Ending({ kill: () => {}, release }, {});
  listen(child, ending, onBytes);
  child.on('close', () => ending.closed(WITHOUT_STATUS));
  child.stdin.on('error', () => {});
  return {
    write: (text) => void child.stdin.write(text),
    end: () => void child.stdin.end(),
    close: () => ending.closed('the channel was closed'),
    ended: ending.promise,
  };
}

function listen(child: ChildProcessWithoutNullStreams, ending: Ending, onBytes: OnBytes): void {
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].on('data', (bytes: Buffer) => {
      if (ending.done) return;
      ending.activity();
      onBytes(name, bytes);
    });
  }
  child.on('exit', (code, name) =>
    ending.exited(
      code === null ? { kind: 'signaled', signal: String(name) } : { kind: 'exited', code },
    ),
  );
  child.on('error', (error) => ending.closed(`could not start /bin/sh: ${error.message}`));
}

function feed(
  child: ChildProcessWithoutNullStreams,
  request: ExecRequest,
  keepOpen: boolean,
): void {
  // A command that ends without reading its input breaks the pipe: that isn't a failure of it.
  child.stdin.on('error', () => {});
  if (request.stdin !== undefined) child.stdin.write(request.stdin);
  if (!keepOpen) child.stdin.end();
}

function killGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // It is gone already.
  }
}
