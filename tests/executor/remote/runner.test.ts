/** Real runners, in each shell that a host may have: what begins, once, and what is found again. */
import { randomUUID } from 'node:crypto';
import {
  appendFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  attachRequest,
  forgetRequest,
  type StepText,
  stepRequest,
} from '../../../src/executor/remote/requests.ts';
import { type Reply, Runner } from '../../../src/executor/remote/runner.ts';
import { quoteWords } from '../../../src/plan/quote.ts';
import { scratch } from '../support.ts';
import { forget, type Opened, openRunner, SHELLS, sessionWith } from './support.ts';

const script = (text: string): string => quoteWords(['sh', '-c', text]);

async function ask(
  { runner }: Pick<Opened, 'runner'>,
  request: (nonce: string) => string,
): Promise<{ readonly reply: Reply; readonly output: Buffer }> {
  const output: Buffer[] = [];
  const reply = await runner.ask(request, (bytes) => output.push(Buffer.from(bytes)));
  return { reply, output: Buffer.concat(output) };
}

const launch = (opened: Pick<Opened, 'runner'>, step: Omit<StepText, 'nonce'>) =>
  ask(opened, (nonce) => stepRequest({ nonce, ...step }));
const attach = (opened: Pick<Opened, 'runner'>, key: string, from = 0, lingers = 0) =>
  ask(opened, (nonce) => attachRequest(nonce, key, from, lingers));
const seconds = (count: number) => new Promise((resolve) => setTimeout(resolve, count * 1000));

describe.each(SHELLS.filter(({ skip }) => !skip))('$shell', ({ shell }) => {
  const open = async (folder?: string, begun?: readonly string[]) =>
    openRunner(await sessionWith(shell), folder, begun);

  it.each([
    ['true', 'true', { kind: 'exited', code: 0 }, ''],
    ['a code', 'exit 3', { kind: 'exited', code: 3 }, ''],
    ['the highest code', 'exit 255', { kind: 'exited', code: 255 }, ''],
    ['a code like that of a signal', 'exit 137', { kind: 'exited', code: 137 }, ''],
    ['a signal', 'printf x; kill -9 $$', { kind: 'signaled', signal: 'SIGKILL' }, 'x'],
    ['another signal', 'kill -15 $$; sleep 5', { kind: 'signaled', signal: 'SIGTERM' }, ''],
    [
      'both streams, in order',
      'echo a; echo b >&2; echo c',
      { kind: 'exited', code: 0 },
      'a\nb\nc\n',
    ],
    ['an open line', 'printf 100', { kind: 'exited', code: 0 }, '100'],
    ['its input, which is empty', 'wc -c', { kind: 'exited', code: 0 }, '0\n'],
    ['its umask, which is the login’s', 'umask 027; umask', { kind: 'exited', code: 0 }, '0027\n'],
    ['no such command', 'nosuchcommand 2>/dev/null', { kind: 'exited', code: 127 }, ''],
  ])('runs %s', async (_, text, end, output) => {
    const opened = await open();
    const ran = await launch(opened, { key: 'a.1', line: script(text) });
    expect(ran.reply).toEqual({ kind: 'ended', end, vars: '' });
    expect(ran.output.toString()).toBe(output);
    const again = await attach(opened, 'a.1');
    expect(again).toEqual(ran);
    await forget(opened, ['a.1']);
    expect(existsSync(opened.place.folder)).toBe(false);
  });

  it('runs a short script, before and after all else, and keeps nothing of it', async () => {
    const runner = new Runner(await sessionWith(shell));
    const say = async (text: string) => {
      const output: Buffer[] = [];
      const reply = await runner.script(text, (bytes) => output.push(Buffer.from(bytes)));
      return { reply, output: Buffer.concat(output).toString() };
    };
    const ended = (code: number) => ({ kind: 'ended', end: { kind: 'exited', code }, vars: '' });
    const first = await say(
      'set -eu; a=1; trap "echo bye" EXIT; echo "it\'s"; cat; false; echo no',
    );
    expect(first).toEqual({ reply: ended(1), output: "it's\nbye\n" });
    const folder = `t-${randomUUID()}`;
    const place = await runner.open(folder);
    if (place.kind !== 'ready') throw new Error(place.kind);
    expect(await say('echo "a=$a"; exit 3')).toEqual({ reply: ended(3), output: 'a=\n' });
    expect((await launch({ runner }, { key: 'a.1', line: 'true' })).reply).toEqual(ended(0));
    await forget({ runner, place }, ['a.1']);
    expect(existsSync(place.folder)).toBe(false);
  });

  it('gives its input as it is', async () => {
    const opened = await open();
    const text = `it's "x" \\n $HOME \`id\` %s\n\ttab é\n`;
    const ran = await launch(opened, { key: 'a.1', line: 'cat', stdin: { text } });
    expect(ran.output.toString()).toBe(text);
    // Nothing of it stands in the list of processes.
    const { output } = await launch(opened, {
      key: 'b.1',
      line: script('cat >/dev/null; ps -A -o args= 2>/dev/null || ps'),
      stdin: { text: 'top-secret-input' },
    });
    expect(output.toString()).not.toContain('top-secret-input');
    await forget(opened, ['a.1', 'b.1']);
  });

  it('gives every byte, whatever it is', async () => {
    const opened = await open();
    const file = join(scratch(), 'bytes');
    const bytes = Buffer.from(
      Array.from({ length: 300_000 }, (_, at) => (at * 7 + (at >> 8)) % 256),
    );
    writeFileSync(file, bytes);
    const ran = await launch(opened, { key: 'a.1', line: quoteWords(['sh', '-c', `cat ${file}`]) });
    expect(ran.output.equals(bytes)).toBe(true);
    const rest = await attach(opened, 'a.1', 123_457);
    expect(rest.output.equals(bytes.subarray(123_457))).toBe(true);
    await forget(opened, ['a.1']);
  });

  it('gives what is left for later steps', async () => {
    const opened = await open();
    const line = script('echo id=7 >"$RUNBOOK_OUTPUT"; echo out');
    const vars = 'id=7\n';
    const { reply, output } = await launch(opened, { key: 'a.1', line });
    expect(reply).toMatchObject({ kind: 'ended', vars });
    expect(output.toString()).toBe('out\n');
    await forget(opened, ['a.1']);
  });

  it('begins a key once', async () => {
    const opened = await open();
    const marks = join(scratch(), 'marks');
    const line = script(`echo x >>${marks}`);
    await launch(opened, { key: 'a.1', line });
    expect((await launch(opened, { key: 'a.1', line })).reply).toEqual({ kind: 'taken' });
    opened.runner.tell(forgetRequest(['a.1']));
    expect((await launch(opened, { key: 'a.1', line })).reply).toEqual({ kind: 'taken' });
    expect(readFileSync(marks, 'utf8')).toBe('x\n');
    await forget(opened, []);
  });

  it('what never began never will', async () => {
    const opened = await open();
    const marks = join(scratch(), 'marks');
    expect((await attach(opened, 'a.1')).reply).toEqual({ kind: 'never' });
    const late = await launch(opened, { key: 'a.1', line: script(`echo x >>${marks}`) });
    expect(late.reply).toEqual({ kind: 'taken' });
    expect((await attach(opened, 'a.1')).reply).toEqual({ kind: 'never' });
    expect(existsSync(marks)).toBe(false);
    await forget(opened, ['a.1']);
  });

  it('an older runner begins nothing any more', async () => {
    const first = await open();
    const second = await open(first.folder);
    expect((await launch(first, { key: 'a.1', line: 'true' })).reply).toEqual({ kind: 'refused' });
    expect((await launch(second, { key: 'a.1', line: 'true' })).reply.kind).toBe('ended');
    await forget(second, ['a.1']);
    expect((await launch(first, { key: 'b.1', line: 'true' })).reply).toEqual({ kind: 'refused' });
  });

  it('concludes nothing where the folder was gone', async () => {
    const opened = await open(undefined, ['a.1']);
    expect((await attach(opened, 'a.1')).reply).toEqual({ kind: 'vanished', why: 'recorded' });
    await forget(opened, []);
    expect(existsSync(opened.place.folder)).toBe(false);
  });

  it('concludes nothing where the host was restarted since: a power cut takes the newest files', async () => {
    const first = await open();
    const marks = join(scratch(), 'marks');
    const line = script(`echo x >>${marks}`);
    await launch(first, { key: 'b.1', line: 'exit 4' });
    // As the disk comes back: neither what began last nor the lease of then.
    writeFileSync(join(first.place.folder, 'lease'), '');
    first.runner.discard();
    const second = await open(first.folder, ['a.1', 'b.1']);
    expect((await attach(second, 'a.1')).reply).toEqual({ kind: 'vanished', why: 'restarted' });
    expect((await launch(second, { key: 'a.1', line })).reply).toEqual({ kind: 'taken' });
    expect((await attach(second, 'b.1')).reply).toMatchObject({ end: { code: 4 } });
    expect((await attach(second, 'c.1')).reply).toEqual({ kind: 'never' });
    expect(existsSync(marks)).toBe(false);
    await forget(second, ['a.1', 'b.1', 'c.1']);
    expect(existsSync(second.place.folder)).toBe(false);
  });

  it('finds a command that goes on when its runner is gone', async () => {
    const first = await open();
    const fifo = join(scratch(), 'go');
    const line = script(`mkfifo ${fifo}; echo one; cat ${fifo}; exit 9`);
    const begun = launch(first, { key: 'a.1', line });
    await expect.poll(() => existsSync(fifo), { timeout: 10_000 }).toBe(true);
    await expect
      .poll(() => readFileSync(join(first.place.folder, 'a.1.out'), 'utf8'))
      .toBe('one\n');
    first.runner.discard();
    expect((await begun).reply).toMatchObject({ kind: 'cut' });
    const second = await open(first.folder, ['a.1']);
    const found = attach(second, 'a.1', 1, 50);
    writeFileSync(fifo, 'two\n');
    const { reply, output } = await found;
    expect(reply).toMatchObject({ kind: 'ended', end: { kind: 'exited', code: 9 } });
    expect(output.toString()).toBe('ne\ntwo\n');
    await forget(second, ['a.1']);
  });

  it('tells a command of which nobody recorded the end', async () => {
    const opened = await open();
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8');
    const files = join(opened.place.folder, 'a.1');
    writeFileSync(`${files}.pid`, `${boot}4194305\n`);
    writeFileSync(`${files}.out`, 'half');
    const { reply, output } = await attach(opened, 'a.1');
    expect(reply).toEqual({ kind: 'vanished', why: 'gone' });
    expect(output.toString()).toBe('half');
    writeFileSync(`${files}.pid`, 'another-boot\n1\n');
    expect((await attach(opened, 'a.1')).reply).toEqual({ kind: 'vanished', why: 'restarted' });
    await forget(opened, ['a.1']);
  });

  it('does not wait for what holds the output in the background', async () => {
    const opened = await open();
    const { reply, output } = await launch(opened, {
      key: 'a.1',
      line: script('sleep 20 & echo "$!"; exit 5'),
    });
    onTestFinished(() => void process.kill(Number(output.toString())));
    expect(reply).toEqual({ kind: 'held', end: { kind: 'exited', code: 5 } });
    opened.runner.discard();
    const second = await open(opened.folder, ['a.1']);
    const found = await attach(second, 'a.1');
    expect(found.reply).toMatchObject({ kind: 'ended', end: { code: 5 } });
    expect(found.output.equals(output)).toBe(true);
    await forget(second, ['a.1']);
  });

  it('keeps a folder in which something has no end', async () => {
    const opened = await open();
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8');
    writeFileSync(join(opened.place.folder, 'b.1.pid'), `${boot}1\n`);
    await launch(opened, { key: 'a.1', line: 'true' });
    await forget(opened, ['a.1']);
    expect(readdirSync(opened.place.folder).sort()).toEqual(['a.1.pid', 'b.1.pid', 'lease']);
    rmSync(opened.place.folder, { recursive: true });
  });
});

describe('a host that is not fit', () => {
  it.each([
    ['has no setsid', 'PATH=/nonexistent', 'it has no setsid (util-linux)'],
    [
      'can not make the folder',
      'XDG_STATE_HOME=/dev/null',
      /^the folder .* can not be made there$/,
    ],
  ])('%s', async (_, setting, why) => {
    const session = await sessionWith('sh');
    // Root's folder can be made everywhere.
    const user = process.getuid?.() === 0 ? 'setpriv --reuid=65534 --clear-groups' : '';
    const runner = new Runner({
      ...session,
      open: (_line, onBytes) =>
        session.open?.(`exec ${user} env ${setting} /bin/sh`, onBytes) as never,
    });
    const reply = await runner.open('t-unfit');
    expect(reply).toEqual({
      kind: 'unfit',
      why: typeof why === 'string' ? why : expect.stringMatching(why),
    });
    runner.discard();
  });

  it('has no shell that takes requests', async () => {
    const session = await sessionWith('sh');
    const runner = new Runner({
      ...session,
      open: (_line, onBytes) => session.open?.('exit 1', onBytes) as never,
    });
    expect(await runner.open('t-none')).toMatchObject({ kind: 'cut', link: false });
  });
});

it('reads an output on after the end, however long it was silent before', async () => {
  const opened = await openRunner(await sessionWith('dash'));
  const file = (name: string) => join(opened.place.folder, `a.1.${name}`);
  const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8');
  // At work: this very process.
  writeFileSync(file('pid'), `${boot}${process.pid}\n`);
  writeFileSync(file('out'), 'one\n');
  const found = attach(opened, 'a.1', 0, 10);
  await seconds(3);
  appendFileSync(file('pid'), 'code exit 0\n');
  await seconds(0.5);
  appendFileSync(file('out'), 'two\n');
  appendFileSync(file('pid'), 'done\n');
  const { reply, output } = await found;
  expect(reply).toMatchObject({ kind: 'ended', end: { kind: 'exited', code: 0 } });
  expect(output.toString()).toBe('one\ntwo\n');
  await forget(opened, ['a.1']);
});
