/** The ssh transport against a real OpenSSH server: commands and how they end. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sshTransport } from '../../src/transports/ssh/ssh.ts';
import type { ExecEnd, ExecRequest, Session, Target } from '../../src/transports/transport.ts';
import { type Sshd, startSshd, whyNoSshd, writePrivate } from './support/sshd.ts';

const skip = whyNoSshd();
if (skip) console.warn(`skipped: ${skip}`);
/** Only root's sshd may give a terminal to its user; another one drops the connection. */
const NO_TERMINALS = process.getuid?.() !== 0;

interface Ran {
  readonly end: ExecEnd;
  readonly stdout: string;
  readonly stderr: string;
}

async function run(session: Session, request: ExecRequest, signal?: AbortSignal): Promise<Ran> {
  const text = { stdout: '', stderr: '' };
  const end = await session.exec(
    request,
    (chunk) => {
      text[chunk.stream] += chunk.text;
    },
    signal,
  );
  return { end, ...text };
}

describe.skipIf(skip)('commands over SSH', () => {
  let sshd: Sshd;
  let session: Session;
  let target: Target;
  const exec = (request: ExecRequest, signal?: AbortSignal) => run(session, request, signal);

  beforeAll(async () => {
    sshd = await startSshd();
    const known = writePrivate(join(sshd.dir, 'known_hosts'), `${sshd.knownHost()}\n`);
    const config = writePrivate(
      join(sshd.dir, 'ssh_config'),
      `Host box\n  HostName 127.0.0.1\n  Port ${sshd.port}\n  User ${sshd.user}\n  IdentityFile ${sshd.identity}\n  UserKnownHostsFile ${known}\n`,
    );
    target = { name: 'box', hostKeys: [], platform: 'posix' };
    session = await sshTransport({ configFile: config, agent: 'none' }).connect(target);
  });
  afterAll(async () => {
    await session?.close();
    await sshd?.close();
  });

  const table: [string, ExecRequest, Partial<Ran>][] = [
    [
      'gives both streams apart',
      { line: 'echo out; echo err >&2' },
      { end: { kind: 'exited', code: 0 }, stdout: 'out\n', stderr: 'err\n' },
    ],
    ['gives the exit code', { line: 'exit 7' }, { end: { kind: 'exited', code: 7 } }],
    [
      'tells a signal from an exit',
      { line: 'kill -TERM $$' },
      { end: { kind: 'signaled', signal: 'SIGTERM' } },
    ],
    ['closes stdin when there is none', { line: 'cat; echo done' }, { stdout: 'done\n' }],
    ['carries stdin as it is', { line: 'cat', stdin: 'a\n"b" $c\né' }, { stdout: 'a\n"b" $c\né' }],
    [
      'carries bytes',
      { line: 'od -An -tx1', stdin: new Uint8Array([0, 255]) },
      { stdout: ' 00 ff\n' },
    ],
    [
      'survives a command that does not read its input',
      { line: 'exit 3', stdin: 'x'.repeat(1_000_000) },
      { end: { kind: 'exited', code: 3 } },
    ],
    [
      'puts a character together that came in two parts',
      { line: "printf '\\303'; sleep 0.2; printf '\\251\\n'" },
      { stdout: 'é\n' },
    ],
    ['has no terminal unless asked', { line: 'tty' }, { stdout: 'not a tty\n' }],
    [
      'does not wait for a background child that keeps the output',
      { line: 'sleep 300 & echo $!' },
      { end: { kind: 'exited', code: 0 } },
    ],
    [
      'still reads what comes shortly after the exit',
      { line: '(sleep 0.2; echo late) & echo early' },
      { end: { kind: 'exited', code: 0 }, stdout: 'early\nlate\n' },
    ],
  ];
  it.each(table)('%s', async (_name, request, expected) => {
    expect(await exec(request)).toMatchObject(expected);
  });

  const terminals: typeof table = [
    [
      'gives a terminal, with plain line ends',
      { line: 'test -t 1 && echo yes && echo $TERM', pty: true },
      { stdout: 'yes\ndumb\n' },
    ],
    [
      'ends the input of a terminal',
      { line: 'stty -echo; cat; echo done', pty: true },
      { end: { kind: 'exited', code: 0 } },
    ],
  ];
  it.skipIf(NO_TERMINALS).each(terminals)('%s', async (_name, request, expected) => {
    expect(await exec(request)).toMatchObject(expected);
  });

  it('carries ten megabytes, whole', async () => {
    const { end, stdout } = await exec({ line: 'head -c 10000000 /dev/zero | tr "\\0" x' });
    expect(end).toEqual({ kind: 'exited', code: 0 });
    expect(stdout).toHaveLength(10_000_000);
  });

  it.skipIf(NO_TERMINALS)(
    'answers the prompts of a terminal, in whichever order they come',
    async () => {
      const line =
        "stty -echo; printf 'Password: '; read -r a; printf 'Sure (yes/no)? '; read -r b; echo \"[$a][$b]\"";
      const answers = [
        { prompt: /\(yes\/no\)\? $/, reply: 'yes' },
        { prompt: /Password: $/, reply: 's3cret' },
      ];
      const { end, stdout } = await exec({ line, pty: true, answers });
      expect(end).toEqual({ kind: 'exited', code: 0 });
      expect(stdout).toContain('[s3cret][yes]');
    },
  );

  it('ends a command that takes too long, with all that it started', async () => {
    const marker = `31${Date.now() % 100000}`;
    const ran = await exec({ line: `sleep ${marker}; echo never`, timeoutMs: 300 });
    expect(ran).toEqual({ end: { kind: 'timeout', afterMs: 300 }, stdout: '', stderr: '' });
    const left = await exec({ line: `ps -eo args | grep -c '^sleep ${marker}$'` });
    expect(left.stdout).toBe('0\n');
  });

  it('kills a command that ignores SIGTERM', async () => {
    const ran = await exec({ line: "trap '' TERM; sleep 30 & wait; sleep 30", timeoutMs: 200 });
    expect(ran.end).toEqual({ kind: 'timeout', afterMs: 200 });
  });

  it('ends a command at once when the operator interrupts', async () => {
    const abort = new AbortController();
    const end = session.exec({ line: 'echo go; sleep 60' }, () => abort.abort(), abort.signal);
    expect(await end).toEqual({ kind: 'aborted' });
    expect(await session.exec({ line: 'true' }, () => {}, abort.signal)).toEqual({
      kind: 'aborted',
    });
  });

  it('runs several commands at a time on one connection', async () => {
    const all = await Promise.all([1, 2, 3].map((n) => exec({ line: `sleep 0.1; echo ${n}` })));
    expect(all.map(({ stdout }) => stdout)).toEqual(['1\n', '2\n', '3\n']);
  });

  it('hears the end of commands that end at once, every time', async () => {
    const ends = new Set<string>();
    for (let count = 0; count < 200; count++)
      ends.add(JSON.stringify((await exec({ line: 'exit 5' })).end));
    expect([...ends]).toEqual(['{"kind":"exited","code":5}']);
  });

  it('says that nothing was sent when the server refuses one more channel', async () => {
    const busy = Array.from({ length: 10 }, () => exec({ line: 'sleep 1' }));
    const refused = await exec({ line: 'true' });
    expect(refused.end).toMatchObject({ kind: 'lost', sent: false });
    await Promise.all(busy);
  });

  it('says lost, not failed, when the link goes during a command', async () => {
    const configFile = join(sshd.dir, 'ssh_config');
    const other = await sshTransport({ configFile, agent: 'none' }).connect(target);
    // The parent of the command's shell is the sshd process of this one connection.
    const end = other.exec({ line: 'echo $PPID; sleep 60' }, ({ text }) => {
      execFileSync('kill', ['-KILL', text.trim()]);
    });
    expect(await end).toMatchObject({
      kind: 'lost',
      reason: expect.stringContaining('connection'),
    });
    expect(await other.exec({ line: 'true' }, () => {})).toMatchObject({ kind: 'lost' });
    await other.close();
  });
});
