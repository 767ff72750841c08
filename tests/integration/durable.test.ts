/** Detached steps on a real OpenSSH server: links that are cut, runners that are killed. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/executor/clock.ts';
import type { ExecuteOptions } from '../../src/executor/options.ts';
import type { PlannedStep } from '../../src/plan/model.ts';
import { sshTransport } from '../../src/transports/ssh/ssh.ts';
import {
  command,
  MemoryJournal,
  planOf,
  type Ran,
  run,
  scratch,
  step,
  trace,
} from '../executor/support.ts';
import { BOX, sshConfig } from './support/client.ts';
import { type CuttingProxy, cuttingProxy } from './support/cutting-proxy.ts';
import { lives } from './support/lives.ts';
import { type Sshd, startSshd, whyNoSshd } from './support/sshd.ts';

const STEPS = '/var/lib/runbook/steps';
const asRoot = process.getuid?.() === 0;

describe.skipIf(whyNoSshd())('a detached step over SSH', () => {
  let sshd: Sshd;
  let proxy: CuttingProxy;
  let connect: ExecuteOptions['connect'];

  beforeAll(async () => {
    sshd = await startSshd();
    proxy = await cuttingProxy(sshd.port);
    // The known key is that of the port it is reached by.
    const knownHosts = sshd.knownHost().replace(`:${sshd.port}`, `:${proxy.port}`);
    const throughProxy = { ...sshd, port: proxy.port };
    const configFile = sshConfig(throughProxy, { knownHosts: `${knownHosts}\n` });
    connect = () => sshTransport({ configFile, agent: 'none' }).connect(BOX);
  });
  afterAll(async () => {
    await proxy?.close();
    await sshd?.close();
  });
  afterEach(() => {
    proxy.up();
    proxy.cutAfter();
  });

  /** Executes steps on it; `seen` is called with what has been printed so far. */
  async function execute(
    steps: readonly PlannedStep[],
    options: Partial<ExecuteOptions> & {
      journal?: MemoryJournal;
      seen?: (text: string) => void;
    } = {},
  ): Promise<Ran & { readonly output: string; readonly notices: string }> {
    const { seen, ...rest } = options;
    let output = '';
    const notices: string[] = [];
    const ran = await run(planOf(steps), {
      connect,
      clock: systemClock,
      ...rest,
      emit: (event) => {
        if (event.type === 'notice') notices.push(event.text);
        if (event.type !== 'output') return;
        output += event.text;
        seen?.(output);
      },
    });
    return { ...ran, output, notices: notices.join('\n') };
  }

  const leftovers = (ran: Ran): boolean =>
    asRoot &&
    existsSync(STEPS) &&
    readdirSync(STEPS).some((name) => name.startsWith(ran.journal.run));

  it('goes on when the link is cut, and is read on from the byte where it stopped', async () => {
    const file = join(scratch(), 'marks');
    const script = `echo x >>${file}; echo one; sleep 0.5; echo two; exit 7`;
    let cuts = 0;
    const ran = await execute([step('a', script)], {
      seen: (text) => {
        if (text !== 'one\n' || cuts > 0) return;
        cuts += 1;
        proxy.cut();
      },
    });
    expect(cuts).toBe(1);
    expect(ran.output).toBe('one\ntwo\n');
    expect(readFileSync(file, 'utf8')).toBe('x\n');
    expect(ran.journal.entries.find(({ type }) => type === 'step-ended')).toMatchObject({
      reason: 'exit-code',
      exitCode: 7,
    });
    expect(ran.notices).toMatch(/connecting again/);
    expect(ran.notices).toMatch(/reading on from byte 4$/);
    expect(leftovers(ran)).toBe(false);
  });

  it('is waited for while the host can not be reached', async () => {
    const script = 'echo one; sleep 0.3; echo two';
    const ran = await execute([step('a', script)], {
      seen: (text) => {
        if (text !== 'one\n') return;
        proxy.down();
        setTimeout(() => proxy.up(), 1_500);
      },
    });
    expect(ran.outcome.status).toBe('succeeded');
    expect(ran.output).toBe('one\ntwo\n');
  });

  it('brings 20 MB through five cuts, byte by byte', { timeout: 60_000 }, async () => {
    const file = join(scratch(), 'big');
    const line = (at: number): string => `${at} é ${'x'.repeat(at % 90)}\n`;
    writeFileSync(file, Array.from({ length: 380_000 }, (_, at) => line(at)).join(''));
    const before = proxy.links;
    proxy.cutAfter(700_001, 3_000_017, 5_000_003, 1_234_567, 40_009);
    const ran = await execute([step('a', `cat ${file}; printf end`)]);
    const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
    expect(hash(ran.output)).toBe(hash(`${readFileSync(file, 'utf8')}end`));
    expect(ran.outcome.status).toBe('succeeded');
    expect(proxy.links - before).toBe(6);
    expect(leftovers(ran)).toBe(false);
  });

  it.each([
    ['no output at all', 'exit 0', '', undefined],
    ['an open line at the end', 'printf 100', '100', undefined],
    ['the highest code', 'exit 255', '', 'It ended with code 255'],
    ['a signal', 'kill -9 $$', '', 'It was killed by SIGKILL'],
    ['a code like that of a signal', 'exit 137', '', 'It ended with code 137'],
  ])('says what came of it: %s', async (_, script, output, detail) => {
    const ran = await execute([step('a', script)]);
    const ended = ran.journal.entries.find((entry) => entry.type === 'step-ended');
    expect([ran.output, ended?.detail]).toEqual([output, detail]);
  });

  it.each([
    ['the shell that runs it', 'kill -9 $(cut -d" " -f4 /proc/$PPID/stat)'],
    // Above its session: the runner's shells, sshd.
    [
      'everything above it',
      'p=$PPID; for i in 1 2 3; do q=$(cut -d" " -f4 /proc/$p/stat); kill -9 $p; p=$q; done',
    ],
  ])('that kills %s is found again', async (_, kill) => {
    const ran = await execute([step('a', `echo one; ${kill}; sleep 0.3; echo two; exit 0`)]);
    // Who waits for it may have been killed: then its output is all that is known.
    expect(ran.output).toBe('one\ntwo\n');
    expect(['succeeded', 'paused']).toContain(ran.outcome.status);
    if (asRoot) rmSync(join(STEPS, `${ran.journal.run}.web1`), { recursive: true, force: true });
  });

  it('does not wait for what holds its output in the background', async () => {
    const steps = [step('a', 'sleep 3 & echo one'), step('b', 'echo next')];
    const ran = await execute(steps);
    expect(ran.outcome.status).toBe('succeeded');
    expect(ran.output).toBe('one\nnext\n');
  });

  it('that takes too long is killed, with all that it started', async () => {
    const file = join(scratch(), 'pid');
    const script = `sh -c 'sleep 60 & echo $! >${file}; wait'`;
    const action = {
      kind: 'run',
      command: command(script, { timeoutMs: 300 }),
      answers: [],
    } as const;
    const ran = await execute([step('a', '', { action })]);
    expect(ran.outcome.failures).toEqual(['timeout']);
    await expect.poll(() => lives(file)).toBe(false);
  });

  it('is killed when its time is up while the link is lost', async () => {
    const file = join(scratch(), 'pid');
    const script = `echo $$ >${file}; echo one; sleep 60`;
    const action = {
      kind: 'run',
      command: command(script, { timeoutMs: 500 }),
      answers: [],
    } as const;
    const ran = await execute([step('a', '', { action })], {
      seen: () => {
        proxy.down();
        setTimeout(() => proxy.up(), 1_000);
      },
    });
    expect(ran.outcome.failures).toEqual(['timeout']);
    await expect.poll(() => lives(file)).toBe(false);
  });

  it('ends truthfully when the operator stops it', async () => {
    const controller = new AbortController();
    const script = "trap 'echo cleaned; exit 4' TERM; echo one; while :; do sleep 0.1; done";
    const ran = await execute([step('a', script)], {
      signal: controller.signal,
      seen: () => controller.abort('stop'),
    });
    // The shell may say that its sleep was ended too.
    expect(ran.output).toMatch(/^one\n(Terminated\n)?cleaned\n$/);
    expect(trace(ran.journal)).toEqual(['started a', 'ended a failed aborted', 'paused interrupt']);
    expect(ran.journal.entries.find((entry) => entry.type === 'step-ended')).toMatchObject({
      exitCode: 4,
      detail: 'It was stopped by the operator, and ended with code 4',
    });
  });

  it('is left running when the CLI is told to end, and found by the next session', async () => {
    const controller = new AbortController();
    const go = join(scratch(), 'go');
    const script = `echo one; while [ ! -e ${go} ]; do sleep 0.05; done; echo two; exit 3`;
    const steps = [step('a', script)];
    const left = await execute(steps, {
      signal: controller.signal,
      seen: () => controller.abort('leave'),
    });
    expect(trace(left.journal)).toEqual(['started a', 'unknown a', 'paused interrupt']);
    writeFileSync(go, '');
    const ran = await execute(steps, { journal: left.journal, previous: left.journal.state() });
    expect(trace(ran.journal).slice(3)).toEqual(['ended a failed exit-code', 'run failed']);
    expect(leftovers(ran)).toBe(false);
  });

  it('that never began is begun, once, without a question', async () => {
    const folder = scratch();
    const controller = new AbortController();
    const steps = [
      step('a', `echo one; while [ ! -e ${folder}/go ]; do sleep 0.05; done`),
      step('b', `echo x >>${folder}/marks`),
    ];
    const { journal } = await execute(steps, {
      signal: controller.signal,
      seen: () => controller.abort('leave'),
    });
    // As a session leaves it that is killed between its record and what it announces.
    const begun = { ...ref(steps[1] as PlannedStep), attempt: 1, output: 'output/b.log' };
    await journal.append({ type: 'step-started', ...begun, remote: 'b.1' });
    writeFileSync(join(folder, 'go'), '');
    const ran = await execute(steps, { journal, previous: journal.state() });
    expect(trace(journal).slice(4)).toEqual([
      'ended a changed',
      'decision b rerun by reattach',
      'started b',
      'ended b changed',
      'run succeeded',
    ]);
    expect(readFileSync(join(folder, 'marks'), 'utf8')).toBe('x\n');
    expect(leftovers(ran)).toBe(false);
  });

  it.runIf(asRoot)('that takes its host down is not begun again', async () => {
    const file = join(scratch(), 'marks');
    const steps = [step('a', `echo x >>${file}; echo one; sleep 1`)];
    const journal = new MemoryJournal().begin(planOf(steps));
    const folder = join(STEPS, `${journal.run}.web1`);
    let downs = 0;
    const ran = await execute(steps, {
      journal,
      seen: (text) => {
        if (!text.endsWith('one\n') || downs > 2) return;
        downs += 1;
        // What a power cut leaves of files that were just made.
        rmSync(join(folder, 'a.1.pid'));
        writeFileSync(join(folder, 'lease'), '');
        proxy.cut();
      },
    });
    expect(readFileSync(file, 'utf8')).toBe('x\n');
    expect(ran.outcome.pause?.detail).toContain('the host was restarted');
    expect(trace(journal)).toEqual(['started a', 'unknown a', 'paused failure']);
    rmSync(folder, { recursive: true, force: true });
  });

  it('whose folder is gone is asked about: nobody can say whether it began', async () => {
    const file = join(scratch(), 'marks');
    const steps = [step('a', `echo x >>${file}`)];
    const journal = new MemoryJournal().begin(planOf(steps));
    const begun = { ...ref(steps[0] as PlannedStep), attempt: 1, output: 'output/a.log' };
    await journal.append({ type: 'step-started', ...begun, remote: 'a.1' });
    for (const _ of ['once', 'and again']) {
      const ran = await execute(steps, { journal, previous: journal.state() });
      expect(ran.outcome.pause?.reason).toBe('question');
      expect(ran.notices).toContain('its files on the host were removed');
    }
    expect(existsSync(file)).toBe(false);
  });

  it('at a terminal: what it prints after a cut is lost, its exit code is not', async () => {
    const script = "trap '' HUP; printf 'Name? '; read n; echo hello $n; sleep 0.6; exit 5";
    const action = {
      kind: 'run',
      command: command(script),
      answers: [{ prompt: 'Name\\?', reply: 'ada' }],
    } as const;
    let cuts = 0;
    const ran = await execute([step('a', '', { action })], {
      seen: (text) => {
        if (!text.includes('hello') || cuts > 0) return;
        cuts += 1;
        proxy.cut();
      },
    });
    expect(ran.journal.entries.find((entry) => entry.type === 'step-ended')).toMatchObject({
      exitCode: 5,
    });
    expect(ran.notices).toMatch(/is lost with its terminal/);
  });

  it('at a terminal is hung up, not killed, when the CLI is told to end, and found again', async () => {
    const controller = new AbortController();
    const go = join(scratch(), 'go');
    const script = `trap '' HUP; printf 'Name? '; read n; echo hello $n; while [ ! -e ${go} ]; do sleep 0.05; done; exit 5`;
    const action = {
      kind: 'run',
      command: command(script),
      answers: [{ prompt: 'Name\\?', reply: 'ada' }],
    } as const;
    const steps = [step('a', '', { action })];
    const left = await execute(steps, {
      signal: controller.signal,
      seen: (text) => text.includes('hello') && controller.abort('leave'),
    });
    expect(trace(left.journal)).toEqual(['started a', 'unknown a', 'paused interrupt']);
    // Longer than a kill would take to come.
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    writeFileSync(go, '');
    const ran = await execute(steps, { journal: left.journal, previous: left.journal.state() });
    expect(ran.journal.entries.find(({ type }) => type === 'step-ended')).toMatchObject({
      exitCode: 5,
    });
    expect(left.notices).toMatch(/is lost with its terminal/);
    expect(leftovers(ran)).toBe(false);
  });

  it('where the server runs one command at a time: not detached, and it is said once', async () => {
    const narrow = await startSshd({ config: ['MaxSessions 1'] });
    try {
      const configFile = sshConfig(narrow);
      const narrowly = () => sshTransport({ configFile, agent: 'none' }).connect(BOX);
      const checked = {
        check: command('exit 1'),
        verify: { ...command('true'), retries: 0, everyMs: 0 },
      };
      const steps = [step('a', 'echo one', checked), step('b', 'echo two', checked)];
      const ran = await execute(steps, { connect: narrowly });
      expect(ran.outcome.status).toBe('succeeded');
      expect(ran.output).toBe('one\ntwo\n');
      expect(ran.notices.match(/can not be re-attached/g)).toHaveLength(1);
    } finally {
      await narrow.close();
    }
  });

  it.runIf(asRoot)(
    'where its folder can not be made: not detached, and it is said once',
    async () => {
      const steps = [step('a', 'echo one'), step('b', 'echo two')];
      const journal = new MemoryJournal().begin(planOf(steps));
      const folder = join(STEPS, `${journal.run}.web1`);
      mkdirSync(STEPS, { recursive: true });
      writeFileSync(folder, '');
      const ran = await execute(steps, { journal });
      rmSync(folder);
      expect(ran.output).toBe('one\ntwo\n');
      expect(ran.notices).toMatch(/^web1: the folder .* can not be made there: .*$/);
      const started = journal.entries.filter((entry) => entry.type === 'step-started');
      expect(started.map(({ remote }) => remote)).toEqual([undefined, undefined]);
    },
  );

  it('writes a file through a cut', async () => {
    const path = join(scratch(), 'file');
    const content = 'x'.repeat(2_000_000);
    const file = { path, content, sudo: false };
    const ran = await execute([step('a', '', { action: { kind: 'put', file } })]);
    expect(ran.outcome.status).toBe('succeeded');
    expect(readFileSync(path, 'utf8')).toBe(content);
    expect(leftovers(ran)).toBe(false);
  });
});

function ref({ id, host, hash, sourceHash }: PlannedStep) {
  return { step: id, host, hash, sourceHash };
}
