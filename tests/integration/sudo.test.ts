/** Becoming root by a real sudo, over a real sshd, as users who are not root. */
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { PasswordQuestion } from '../../src/executor/events.ts';
import { createMask } from '../../src/executor/mask/mask.ts';
import { shellLine } from '../../src/plan/command.ts';
import type { PlannedCommand, PlannedStep } from '../../src/plan/model.ts';
import { sshTransport } from '../../src/transports/ssh/ssh.ts';
import { MemoryJournal, NOBODY, planOf, type Ran, run, step, trace } from '../executor/support.ts';
import { BOX, sshConfig } from './support/client.ts';
import {
  PASSWORD,
  type SudoHost,
  type SudoUser,
  startSudoHost,
  whyNoSudoHost,
} from './support/sudo-host.ts';

const SECRET = `Tr0ub4dor & 'three'`;

function rootCommand(script: string, more: Partial<PlannedCommand> = {}): PlannedCommand {
  const place = { file: 'runbooks/test.mdx', line: 1, column: 1 };
  const carried = more.secret ? ({ carried: 'stdin' } as const) : {};
  const line = shellLine(script, { lang: 'sh', sudo: true, ...carried });
  return { script, line, lang: 'sh', sudo: true, place, ...more };
}

function rootStep(id: string, script: string, change: Partial<PlannedStep> = {}): PlannedStep {
  return step(id, '', {
    action: { kind: 'run', command: rootCommand(script), answers: [] },
    ...change,
  });
}

function rootFile(path: string, content: string): PlannedStep {
  return step('file', '', {
    action: { kind: 'put', file: { path, content, mode: '0600', sudo: true } },
  });
}

describe.skipIf(whyNoSudoHost())('sudo', () => {
  let host: SudoHost;
  beforeAll(async () => {
    host = await startSudoHost();
  });
  afterAll(() => host?.close());
  afterEach(() => {
    for (const name of readdirSync(host.home))
      rmSync(join(host.home, name), { recursive: true, force: true });
  });

  /** Executes as a user; `typed` are the passwords that a person gives, in order. */
  async function execute(
    user: SudoUser,
    steps: readonly PlannedStep[],
    typed?: readonly string[],
    sudoPassword?: string,
  ): Promise<Ran & { readonly questions: PasswordQuestion[] }> {
    const transport = sshTransport({ configFile: sshConfig(host.as(user)), agent: 'none' });
    const questions: PasswordQuestion[] = [];
    const left = [...(typed ?? [])];
    const password = async (question: PasswordQuestion) => {
      questions.push(question);
      return left.shift();
    };
    const plan = planOf(steps);
    const ran = await run(plan, {
      journal: new MemoryJournal().begin(plan),
      connect: () => transport.connect(BOX),
      operator: typed ? { ...NOBODY, password } : NOBODY,
      mask: createMask({ token: SECRET }),
      sudoPassword,
    });
    return { ...ran, questions };
  }

  const printed = ({ events }: Ran): string =>
    events.flatMap((event) => (event.type === 'output' ? [event.text] : [])).join('');
  const ended = ({ journal }: Ran) =>
    journal.entries.filter(({ type }) => type === 'step-ended').at(-1);
  const everything = ({ events, journal }: Ran): string =>
    JSON.stringify([events, journal.entries, [...journal.outputs]]);

  it('asks for the password once, and each kind of command becomes root', async () => {
    const path = join(host.home, 'made-by-root');
    const steps = [
      rootStep('who', 'id -u; cat; echo "stdin was empty"', {
        check: rootCommand('test "$(id -u)" -ne 0'),
        verify: { ...rootCommand('test "$(id -u)" -eq 0'), retries: 0, everyMs: 0 },
      }),
      rootFile(path, 'first line\nsecond line\n'),
      rootFile(path, 'first line\nanother line\n'),
    ].map((one, at) => ({ ...one, id: `${one.id}${at}` }));
    const ran = await execute('ada', steps, [PASSWORD]);
    expect(trace(ran.journal).at(-1)).toBe('run succeeded');
    expect(printed(ran)).toBe('0\nstdin was empty\n');
    expect(ran.questions).toEqual([{ host: 'web1', user: 'ada', again: false }]);
    expect(readFileSync(path, 'utf8')).toBe('first line\nanother line\n');
    expect(statSync(path)).toMatchObject({ uid: 0 });
    expect(everything(ran)).not.toContain(JSON.stringify(PASSWORD).slice(1, -1));
  });

  it('carries a secret and the password on one stdin, in this order', async () => {
    const secret = rootCommand(
      `id -u; printf '%s' ${`'${SECRET.replaceAll("'", "'\\''")}'`} | wc -c; cat`,
      { secret: true },
    );
    const ran = await execute(
      'ada',
      [step('a', '', { action: { kind: 'run', command: secret, answers: [] } })],
      [PASSWORD],
    );
    expect(printed(ran)).toBe(`0\n${SECRET.length}\n`);
  });

  it('masks a password that a command prints', async () => {
    const ran = await execute(
      'ada',
      [rootStep('a', `printf '%s\\n' 'it'"'"'s $HOME "é" \\n%s &*'`)],
      [PASSWORD],
    );
    expect(printed(ran)).toBe('‹secret:sudo-password›\n');
  });

  it('asks again after a wrong one, three times at most', async () => {
    const right = await execute('ada', [rootStep('a', 'id -u')], ['wrong', PASSWORD]);
    expect(right.questions.map(({ again }) => again)).toEqual([false, true]);
    expect(printed(right)).toBe('0\n');
    const wrong = await execute('ada', [rootStep('a', 'id -u')], ['one', 'two', 'three', PASSWORD]);
    expect(trace(wrong.journal)).toEqual(['ended a failed authentication', 'run failed']);
    expect(ended(wrong)).toMatchObject({
      detail: 'sudo on web1 refuses the password of ada (3 tries)',
    });
  }, 60_000);

  it('tries a password given beforehand, and says that it is refused', async () => {
    const right = await execute('ada', [rootStep('a', 'id -u')], undefined, PASSWORD);
    expect(printed(right)).toBe('0\n');
    const wrong = await execute('ada', [rootStep('a', 'id -u')], undefined, 'wrong');
    expect(ended(wrong)).toMatchObject({
      reason: 'authentication',
      detail: 'sudo on web1 refuses the password of ada',
    });
  });

  it('tries the password of one host on the next', async () => {
    const ran = await execute(
      'ada',
      [rootStep('a', 'id -u'), rootStep('b', 'id -u', { host: 'web2' })],
      [PASSWORD],
    );
    expect(printed(ran)).toBe('0\n0\n');
    expect(ran.questions).toHaveLength(1);
  });

  it('pauses before anything is begun when nobody can be asked', async () => {
    const path = join(host.home, 'touched');
    const ran = await execute('ada', [rootStep('a', `touch ${path}`)]);
    expect(trace(ran.journal)).toEqual(['paused question']);
    expect(ran.outcome.pause?.detail).toMatch(
      /password of ada, and nobody answers.*RUNBOOK_SUDO_PASSWORD/,
    );
    expect(existsSync(path)).toBe(false);
  });

  it('asks for nothing where none is needed', async () => {
    const ran = await execute('bob', [rootStep('a', 'id -u; cat')], []);
    expect(printed(ran)).toBe('0\n');
    expect(ran.questions).toEqual([]);
  });

  it.each([
    ['eve', /^eve may not use sudo on web1$/],
    ['tty', /^sudo on web1 wants a terminal \(requiretty\)$/],
  ] as const)('says why %s is refused', async (user, detail) => {
    const ran = await execute(user, [rootStep('a', 'id -u')], [PASSWORD, PASSWORD, PASSWORD]);
    expect(ended(ran)).toMatchObject({ result: 'failed', reason: 'authentication' });
    expect(ended(ran)).toMatchObject({ detail: expect.stringMatching(detail) });
  });

  it('answers sudo at a terminal too, and types the script there', async () => {
    const script = `id -u; printf 'Token: '; read -r t; echo; test "$t" = ${`'${SECRET.replaceAll("'", "'\\''")}'`} && echo same`;
    const command = rootCommand(script, { secret: true });
    const answers = [{ prompt: 'Token: $', reply: SECRET }];
    const ran = await execute(
      'ada',
      [step('a', '', { action: { kind: 'run', command, answers } })],
      [PASSWORD],
    );
    expect(trace(ran.journal).at(-1)).toBe('run succeeded');
    expect(printed(ran)).toContain('same\n');
    expect(everything(ran)).not.toContain('Tr0ub4dor');
    expect(everything(ran)).not.toContain('$HOME \\"é');
  });

  it('stops what root runs, when its time is over', async () => {
    const command = { ...rootCommand('echo $$; exec sleep 300'), timeoutMs: 1500 };
    const ran = await execute(
      'ada',
      [step('a', '', { action: { kind: 'run', command, answers: [] } })],
      [PASSWORD],
    );
    expect(ended(ran)).toMatchObject({ result: 'failed', reason: 'timeout' });
    const pid = Number.parseInt(printed(ran), 10);
    expect(pid).toBeGreaterThan(1);
    await expect.poll(() => existsSync(`/proc/${pid}`), { timeout: 10_000 }).toBe(false);
  });

  it.each(['ada', 'bob'] as const)('gives later steps what root wrote for %s', async (user) => {
    const script = 'echo "who=$(id -u)" >>"$RUNBOOK_OUTPUT"';
    const ran = await execute(user, [rootStep('a', script)], [PASSWORD]);
    expect(ended(ran)).toMatchObject({ result: 'changed', outputs: { who: '0' } });
  });
});
