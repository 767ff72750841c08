import { describe, expect, it } from 'vitest';
import { localTransport } from '../../src/transports/local.ts';
import { printTransport } from '../../src/transports/print.ts';
import type { ExecRequest, Target } from '../../src/transports/transport.ts';

const TARGET: Target = { name: 'here', hostKeys: [], platform: 'posix' };

async function run(request: ExecRequest, signal?: AbortSignal) {
  const session = await localTransport().connect(TARGET);
  const text = { stdout: '', stderr: '' };
  const end = await session.exec(
    request,
    (chunk) => {
      text[chunk.stream] += chunk.text;
    },
    signal,
  );
  await session.close();
  return { end, ...text };
}

const TABLE: [string, ExecRequest, object][] = [
  [
    'gives both streams and the exit code',
    { line: 'echo out; echo err >&2; exit 3' },
    { end: { kind: 'exited', code: 3 }, stdout: 'out\n', stderr: 'err\n' },
  ],
  ['tells a signal', { line: 'kill -9 $$' }, { end: { kind: 'signaled', signal: 'SIGKILL' } }],
  ['feeds stdin', { line: 'cat', stdin: 'é\n' }, { stdout: 'é\n' }],
  ['closes stdin', { line: 'cat; echo end' }, { stdout: 'end\n' }],
  [
    'puts split characters together',
    { line: "printf '\\303'; sleep 0.1; printf '\\251'" },
    { stdout: 'é' },
  ],
  [
    'does not break on a command that reads nothing',
    { line: 'exit 0', stdin: 'x'.repeat(500_000) },
    { end: { kind: 'exited', code: 0 } },
  ],
  [
    'answers on stdin',
    {
      line: 'printf \'Sure? \'; read -r x; echo "[$x]"',
      answers: [{ prompt: /Sure\? $/, reply: 'yes' }],
    },
    { stdout: 'Sure? [yes]\n' },
  ],
  [
    'ends at the timeout, with its children',
    { line: 'sleep 60; echo never', timeoutMs: 50 },
    { end: { kind: 'timeout', afterMs: 50 }, stdout: '' },
  ],
  [
    'does not wait for a background child',
    { line: 'sleep 60 & echo $!' },
    { end: { kind: 'exited', code: 0 } },
  ],
];

describe('the local transport', () => {
  it.each(TABLE)('%s', async (_name, request, expected) => {
    expect(await run(request)).toMatchObject(expected);
  });

  it('stops when aborted, before and during', async () => {
    const abort = new AbortController();
    const during = run({ line: 'sleep 60' }, abort.signal);
    abort.abort();
    expect((await during).end).toEqual({ kind: 'aborted' });
    expect((await run({ line: 'true' }, AbortSignal.abort())).end).toEqual({ kind: 'aborted' });
  });

  it('ends what runs when the session is closed', async () => {
    const session = await localTransport().connect(TARGET);
    const end = session.exec({ line: 'sleep 60' }, () => {});
    await session.close();
    expect(await end).toEqual({ kind: 'aborted' });
  });
});

describe('the print transport', () => {
  it('shows what would be sent, and claims no result', async () => {
    const shown: string[] = [];
    const transport = printTransport((target, { line }) => shown.push(`${target.name}: ${line}`));
    const session = await transport.connect(TARGET);
    const end = await session.exec({ line: 'reboot' }, () => expect.unreachable('no output'));
    expect(shown).toEqual(['here: reboot']);
    expect(end).toEqual({ kind: 'lost', reason: expect.stringContaining('not run') });
  });
});
