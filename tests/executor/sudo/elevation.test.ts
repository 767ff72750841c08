/** What sudo says in its own words (1.9, in the locale C), and how requests are made of it. */
import { describe, expect, it } from 'vitest';
import { commandRequest, scriptRequest } from '../../../src/executor/step/request.ts';
import { type Elevation, parseAbility, parseTry } from '../../../src/executor/sudo/elevation.ts';
import type { Elevator } from '../../../src/executor/sudo/elevator.ts';
import { command, step } from '../support.ts';

describe('what a host says before any password', () => {
  it.each([
    ['root', 'runbook-sudo root\n', { kind: 'root' }],
    ['sudo lets us', 'Welcome!\nrunbook-sudo free\n', { kind: 'sudo' }],
    [
      'it asks',
      'sudo: a password is required\nrunbook-sudo asks ada\n',
      { kind: 'asks', user: 'ada' },
    ],
    [
      'no sudo',
      'runbook-sudo none ada\n',
      refused('there is no sudo on web1, and ada is not root', /Install sudo/),
    ],
    [
      'requiretty',
      'sudo: sorry, you must have a tty to run sudo\nrunbook-sudo asks ada\n',
      refused('sudo on web1 wants a terminal (requiretty)', /Defaults:ada !requiretty/),
    ],
    [
      'another command only',
      "Sorry, user ada is not allowed to execute '/bin/sh -c :' as root on web1.\nrunbook-sudo asks ada\n",
      refused('ada may not use sudo on web1', /right to run a shell/),
    ],
    [
      'a broken sudoers',
      '/etc/sudoers:3:9: syntax error\nsudo: error initializing audit plugin sudoers_audit\nrunbook-sudo asks ada\n',
      refused(
        'sudo on web1 does not work: sudo: error initializing audit plugin sudoers_audit',
        /sudo -n true/,
      ),
    ],
    ['nothing', '', refused('sudo on web1 does not work', /sudo -n true/)],
  ])('%s', (_, output, ability) => {
    expect(parseAbility('web1', output)).toEqual(ability);
  });
});

function refused(message: string, hint: RegExp): object {
  return { kind: 'refused', why: { message, hint: expect.stringMatching(hint) } };
}

describe('what comes of a password', () => {
  it.each([
    ['taken', 'runbook-sudo yes\n', 'yes'],
    [
      'wrong',
      'Sorry, try again.\n\nsudo: no password was provided\nsudo: 1 incorrect password attempt\n',
      'wrong',
    ],
    [
      'no sudoer',
      'ada is not in the sudoers file.\n',
      { message: 'ada may not use sudo on web1', hint: expect.anything() },
    ],
    [
      'broken',
      'sudo: unable to initialize PAM: No such file\n',
      {
        message: 'sudo on web1 does not work: sudo: unable to initialize PAM: No such file',
        hint: expect.anything(),
      },
    ],
  ])('%s', (_, output, answer) => {
    expect(parseTry('web1', 'ada', output)).toEqual(answer);
  });
});

describe('a request', () => {
  const context = (as: Elevation) => ({
    elevator: { of: async () => as } as unknown as Elevator,
    step: step('a', 'true'),
  });
  const byPassword: Elevation = { kind: 'password', password: 'hunter2' };
  const SECRET = { lang: 'sh', secret: true as const };

  it('is the planned line when nothing is secret and nobody becomes root', async () => {
    const request = await commandRequest(context(byPassword), command('true'), 1000);
    expect(request).toEqual({ line: 'sh -eu -c true', timeoutMs: 1000 });
  });

  it('keeps the time that the author gives', async () => {
    const request = await commandRequest(
      context(byPassword),
      command('true', { timeoutMs: 5 }),
      1000,
    );
    expect(request.timeoutMs).toBe(5);
  });

  it.each([
    ['root', { kind: 'root' } as const, 'sh -eu -c true'],
    ['sudo', { kind: 'sudo' } as const, /^sh -c '\[ "\$\(id -u\)" .* sudo -n -- /],
    ['a password', byPassword, /^sh -c .* sudo -k -S -p /],
  ])('becomes root by %s', async (_, as, line) => {
    const request = await commandRequest(context(as), command('true', { sudo: true }), 1000);
    expect(request.line).toEqual(typeof line === 'string' ? line : expect.stringMatching(line));
    expect(request.stdin).toBe(as.kind === 'password' ? 'hunter2\nrunbook-stdin\n' : undefined);
  });

  it('gives the password, then the script, then what the script reads', async () => {
    const secret = command('echo s3cret', { ...SECRET, sudo: true });
    const request = await commandRequest(context(byPassword), secret, 1000);
    expect(request.stdin).toBe('hunter2\nrunbook-stdin\necho s3cret\n#whole\n');
    expect(request.line).not.toMatch(/s3cret|hunter2/);
    const put = await scriptRequest(context(byPassword), 'cat >x', {
      sudo: true,
      input: 'content',
    });
    expect(put.stdin).toBe('hunter2\nrunbook-stdin\ncontent');
  });

  it('answers prompts that nobody can know, where there is a terminal', async () => {
    const secret = command('echo s3cret', { ...SECRET, sudo: true });
    const answers = [{ prompt: 'Sure\\?', reply: 'y' }];
    const one = await commandRequest(context(byPassword), secret, 1000, answers);
    const two = await commandRequest(context(byPassword), secret, 1000, answers);
    expect([one.pty, one.stdin]).toEqual([true, undefined]);
    expect(one.line).not.toMatch(/s3cret|hunter2/);
    expect(one.answers?.map(({ reply }) => reply)).toEqual([
      'hunter2',
      expect.stringMatching(/\n\.$/),
      'y',
    ]);
    expect(one.answers?.[0]?.prompt.source).not.toBe(two.answers?.[0]?.prompt.source);
    for (const { prompt } of one.answers?.slice(0, 2) ?? [])
      expect(one.line).toMatch(new RegExp(prompt.source));
  });
});
