/**
 * Runs commands on this machine, with `/bin/sh`. For `--transport local` and tests.
 *
 * Each command has its own process group, so that a timeout or an abort ends what it
 * started too. There is no terminal here: `pty` is ignored, and `answers` are typed on
 * the command's standard input (stdout and stderr are both watched for prompts). A
 * program that insists on /dev/tty, such as ssh, can't be answered: use the ssh transport.
 */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { Prompter } from './answers.ts';
import { Ending } from './ending.ts';
import { outputSink } from './output.ts';
import type { ExecRequest, OutputChunk, Session, Transport } from './transport.ts';

export function localTransport(): Transport {
  return { name: 'local', connect: async () => localSession() };
}

function localSession(): Session {
  const open = new Set<Ending>();
  const closing = new AbortController();
  return {
    exec(request, onOutput, signal) {
      const signals = [closing.signal, ...(signal ? [signal] : [])];
      const ending = start(request, onOutput, AbortSignal.any(signals));
      open.add(ending);
      return ending.promise.finally(() => open.delete(ending));
    },
    async close() {
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
  const child = spawn('/bin/sh', ['-c', request.line], { detached: true, stdio: 'pipe' });
  const release = (): void => {
    for (const stream of [child.stdin, child.stdout, child.stderr]) stream.destroy();
    child.unref();
  };
  const ending = new Ending(
    { kill: (name) => killGroup(child.pid, `SIG${name}`), release },
    { timeoutMs: request.timeoutMs, signal },
  );
  const prompter = request.answers?.length ? new Prompter(request.answers) : undefined;
  listen(child, ending, (chunk) => {
    onOutput(chunk);
    for (const reply of prompter?.feed(chunk.text) ?? []) child.stdin.write(`${reply}\n`);
  });
  feed(child, request, prompter !== undefined);
  return ending;
}

function listen(
  child: ChildProcessWithoutNullStreams,
  ending: Ending,
  emit: (chunk: OutputChunk) => void,
): void {
  const sinks = (['stdout', 'stderr'] as const).map((name) => {
    const sink = outputSink(name, emit);
    child[name].on('data', (bytes: Buffer) => {
      if (ending.done) return;
      ending.activity();
      sink.write(bytes);
    });
    return sink;
  });
  child.on('exit', (code, name) =>
    ending.exited(
      code === null ? { kind: 'signaled', signal: String(name) } : { kind: 'exited', code },
    ),
  );
  child.on('close', () => {
    if (!ending.done) for (const sink of sinks) sink.end();
    ending.closed('the process ended without a status');
  });
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
