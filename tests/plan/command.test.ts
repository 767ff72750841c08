/** Command lines as text, and what real shells make of them. */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shellLine } from '../../src/plan/command.ts';
import { quoteWords } from '../../src/plan/quote.ts';

describe('as text', () => {
  it.each([
    ['bash', false, 'true', 'bash --norc -euo pipefail -c true'],
    ['sh', false, "echo 'a'", "sh -eu -c 'echo '\\''a'\\'''"],
    [
      'bash',
      true,
      'id -u',
      `sh -c '[ "$(id -u)" -eq 0 ] || set -- sudo -n -- "$@"; exec "$@"' sh bash --norc -euo pipefail -c 'id -u'`,
    ],
  ])('%s, sudo %s: %s', (lang, sudo, script, line) => {
    expect(shellLine(script, { lang, sudo })).toBe(line);
  });

  it('has no shell for another language', () => {
    expect(() => shellLine('x', { lang: 'ios' })).toThrow('no shell runs "ios"');
  });

  it('quotes words one by one', () => {
    expect(quoteWords(['cp', '--', 'a b', '-c'])).toBe("cp -- 'a b' -c");
  });
});

const SCRIPTS: readonly (readonly [string, string])[] = [
  ['quotes and dollars', `echo "it's \${HOME:+set}" '$x' \`echo tick\``],
  ['several lines and a here-document', 'cat <<EOF\na "b" $((1+1))\nEOF\nprintf "%s\\n" \'end\''],
  ['a comment last', 'echo ok # done'],
  ['unicode', 'echo "été ☃"'],
];

describe.each(['sh', 'bash'])('started by %s -c, as sshd does', (login) => {
  it.each(SCRIPTS)('a script with %s does the same', (_, script) => {
    const line = shellLine(script, { lang: 'bash' });
    const direct = execFileSync('bash', ['-c', script], { encoding: 'utf8' });
    expect(execFileSync(login, ['-c', line], { encoding: 'utf8' })).toBe(direct);
  });

  it.each([
    ['bash', 'false; echo later', 1, ''],
    ['bash', 'false | true; echo later', 1, ''],
    ['bash', 'echo "$UNSET_VARIABLE"; echo later', 127, ''],
    ['sh', 'false; echo later', 1, ''],
    ['sh', 'exit 7', 7, ''],
  ])('%s stops at the first failure: %s', (lang, script, code, stdout) => {
    const ended = spawnSync(login, ['-c', shellLine(script, { lang })], { encoding: 'utf8' });
    expect(ended.stdout).toBe(stdout);
    if (code === 127) expect(ended.status).not.toBe(0);
    else expect(ended.status).toBe(code);
  });
});

it.each(['bash', 'sh'])('a script that begins with a dash is no option of %s', (lang) => {
  const line = shellLine('-x 2> /dev/null || echo not found', { lang });
  expect(execFileSync('sh', ['-c', line], { encoding: 'utf8' })).toBe('not found\n');
});

describe('with sudo', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'command-test-'));
    // A sudo that tells how it was called, and an id that says who we are.
    tool('sudo', 'echo "sudo:$1:$2"; shift 2; exec "$@"');
    tool('id', 'echo "$PRETEND_UID"');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  function tool(name: string, script: string): void {
    writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(folder, name), 0o755);
  }

  function run(uid: string): string {
    const line = shellLine(`echo "it's \${1-nothing}"`, { lang: 'bash', sudo: true });
    const env = { ...process.env, PATH: `${folder}:${process.env.PATH}`, PRETEND_UID: uid };
    // Inside a list: the line must stand where any command can.
    return execFileSync('sh', ['-c', `set -- kept; ${line} && echo "$1"`], {
      env,
      encoding: 'utf8',
    });
  }

  it('goes through sudo -n when it is not root', () => {
    expect(run('1000')).toBe("sudo:-n:--\nit's nothing\nkept\n");
  });

  it('does without sudo when it is', () => {
    expect(run('0')).toBe("it's nothing\nkept\n");
  });
});
