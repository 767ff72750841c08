/** Requests as text, and what a shell makes of one that was cut. */
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import {
  attachRequest,
  closeRequest,
  folderName,
  forgetRequest,
  openRequest,
  remoteKey,
  scriptRequest,
  stepRequest,
} from '../../../src/executor/remote/requests.ts';
import { SHELLS } from './support.ts';

const LINE = `sh -eu -c 'echo "it'\\''s" $HOME; exit 3'`;

describe('a request', () => {
  it.each([
    ['of a step', { line: LINE }, `{ rb_step n k.1 ${LINE} </dev/null\n}\n`],
    [
      'with input',
      { line: LINE, stdin: { text: "a 'b'\n" } },
      `{ printf %s 'a '\\''b'\\''\n' 2>/dev/null | rb_step n k.1 ${LINE}\n}\n`,
    ],
    [
      'with input that was brought before',
      { line: LINE, stdin: 'staged' as const },
      `{ rb_step n k.1 ${LINE} <"$rb_r"/k.1.in\n}\n`,
    ],
    [
      'of a line that is more than words',
      { line: 'cd /tmp && ls' },
      `{ rb_step n k.1 sh -c 'cd /tmp && ls' </dev/null\n}\n`,
    ],
    [
      'of one that begins like words',
      { line: 'sh -c true; reboot' },
      `{ rb_step n k.1 sh -c 'sh -c true; reboot' </dev/null\n}\n`,
    ],
  ])('%s', (_, step, text) => {
    expect(stepRequest({ nonce: 'n', key: 'k.1', ...step })).toBe(text);
  });

  it('to attach, to forget, to close', () => {
    expect(attachRequest('n', 'k.1', 7, 3)).toBe('{ rb_attach n k.1 7 3\n}\n');
    expect(forgetRequest(['a.1', 'b.1'])).toBe('{ rb_forget a.1 b.1\n}\n');
    expect(closeRequest([])).toBe('{ rb_close\n}\n');
  });
});

describe('names', () => {
  it.each([
    [['install', 1, 1], 'install.1'],
    [['install', 2, 3], 'install.2.3'],
    [['undo:install', 1, 1], 'undo%3Ainstall.1'],
    [['a/../b', 1, 1], 'a%2F%2E%2E%2Fb.1'],
  ] as const)('%j', ([step, attempt, tries], key) => {
    expect(remoteKey(step, attempt, tries)).toBe(key);
  });

  it('of two steps, or two hosts, never meet', () => {
    expect(remoteKey('a', 1, 11)).not.toBe(remoteKey('a.1', 1, 1));
    expect(folderName('r', 'a.b')).not.toBe(folderName('r.a', 'b'));
  });
});

/** Whatever is called says so. */
const CALLED = ['rb_step', 'rb_attach', 'rb_forget', 'rb_close', 'rb_open', 'printf'];
const STUBS = CALLED.map((name) => `${name}() { echo CALLED; }\n`).join('');

const REQUESTS = {
  step: stepRequest({ nonce: 'n', key: 'k.1', line: LINE }),
  input: stepRequest({ nonce: 'n', key: 'k.1', line: LINE, stdin: { text: "a 'b'\n{ }\n" } }),
  attach: attachRequest('n', 'k.1', 7, 3),
  close: closeRequest(['a.1', 'b.1']),
  script: scriptRequest('n', 'exit 0'),
};

describe.each(SHELLS)('$shell', ({ shell, skip }) => {
  const [program = '', ...args] = shell.split(' ');
  const called = (text: string): boolean =>
    spawnSync(program, args, { input: STUBS + text, encoding: 'utf8' }).stdout.includes('CALLED');

  it.skipIf(skip).each(Object.entries(REQUESTS))(
    'does nothing of a request that is cut: %s',
    { timeout: 30_000 },
    (_, request) => {
      expect(called(request)).toBe(true);
      for (let length = 0; length < request.length - 2; length += 1)
        expect(called(request.slice(0, length)), request.slice(0, length)).toBe(false);
    },
  );

  it.skipIf(skip)('does nothing of an opening that is cut', { timeout: 30_000 }, () => {
    const request = openRequest('n', 'r.h', ['k.1']);
    for (let length = 1; length < request.length - 2; length += 37) {
      const input = request.slice(0, length);
      const { stdout } = spawnSync(program, args, { input, encoding: 'utf8' });
      expect(stdout, `cut at ${length}`).toBe('');
    }
  });
});
