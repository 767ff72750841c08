/** Command lines as text, and what real shells make of them. */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { passwordInput, scriptInput, scriptLines, shellLine } from '../../src/plan/command.ts';
import { quoteWords } from '../../src/plan/quote.ts';

describe('as text', () => {
  it.each([
    ['bash', false, 'true', 'bash --norc -euo pipefail -c true'],
    ['sh', false, "echo 'a'", "sh -eu -c 'echo '\\''a'\\'''"],
    [
      'bash',
      true,
      'id -u',
      `sh -c '[ "$(id -u)" -ne 0 ] || exec "$@"; : >>"\${RUNBOOK_OUTPUT:-/dev/null}"; exec sudo -n -- \${RUNBOOK_OUTPUT:+env "RUNBOOK_OUTPUT=$RUNBOOK_OUTPUT"} "$@"' sh bash --norc -euo pipefail -c 'id -u'`,
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

/** A sudo of our own that reads one line of stdin with -S, unless it doesn't ask at all. */
describe('with a password', () => {
  it.each([
    ['asks', 'IFS= read -r p; echo "sudo got: $p"'],
    ['does not ask after all', ':'],
  ])('a sudo that %s leaves the command its own input', (_, asks) => {
    const folder = mkdtempSync(join(tmpdir(), 'command-test-'));
    const sudo = `#!/bin/sh\n${asks}\nwhile [ "$1" != -- ]; do shift; done; shift; exec "$@"\n`;
    writeFileSync(join(folder, 'sudo'), sudo, { mode: 0o755 });
    const line = shellLine('cat', { lang: 'sh', sudo: 'password' });
    const { stdout } = spawnSync('sh', ['-c', line], {
      env: { ...process.env, PATH: `${folder}:${process.env.PATH}` },
      input: `${passwordInput('pa ss')}the file\n`,
      encoding: 'utf8',
    });
    rmSync(folder, { recursive: true });
    expect(stdout.replace('sudo got: pa ss\n', '')).toBe('the file\n');
  });
});

/** Scripts whose ends differ in every way that a shell's can. */
const ENDS: readonly string[] = [
  '',
  '# only a comment',
  'true',
  'false',
  'exit 7',
  'echo a; false; echo b',
  'false | true; echo later',
  'echo $NOPE; echo later',
  'if',
  'echo a\nif',
  'echo a\n)\n',
  'cat <<EOF\nx $((1 + 1))\nEOF',
  'cat <<EOF\nno end',
  'trap "echo bye" EXIT; exit 3',
  'f() { return 4; }; f; echo later',
  'kill -TERM $$',
  'sh -c "exit 9"',
  'exec sh -c "exit 5"',
  'read x || echo nothing to read',
  'cat; echo read',
  'echo "$0 $#"',
  'echo a\\',
  `echo "it's" '$x' \`echo t\``,
  `echo "\${s-unset} \${l-unset} \${1-unset}"`,
  'set +e; false; echo on',
  'sleep 0.01 & wait; echo done',
  '-x',
  '+x',
  'printf "é☃\\n"',
  'return 3',
];

describe.each(['sh', 'bash'])('a script that %s gets on stdin', (lang) => {
  function ended(line: string, input: string): [number | null, string | null, string] {
    const { status, signal, stdout } = spawnSync('sh', ['-c', line], { input, encoding: 'utf8' });
    return [status, signal, stdout];
  }

  it.each(ENDS)('does and ends as one in the line: %j', (script) => {
    const inLine = ended(shellLine(script, { lang }), '');
    const onStdin = ended(shellLine(script, { lang, carried: 'stdin' }), scriptInput(script));
    expect(onStdin).toEqual(inLine);
  });

  it.each(ENDS)('does and ends the same when it is typed: %j', (script) => {
    const inLine = ended(shellLine(script, { lang }), '');
    const line = shellLine(script, { lang, carried: { prompt: 'now (1f)' } });
    expect(ended(line, `${scriptLines(script)}\n`)).toEqual(inLine);
  });

  it('does nothing when the link cut it off, wherever that was', () => {
    const line = shellLine('', { lang, carried: 'stdin' });
    const whole = scriptInput('echo one\necho two');
    const marked = whole.trimEnd().length;
    for (let at = 0; at < marked; at += 1) {
      const { status, stdout, stderr } = spawnSync('sh', ['-c', line], {
        input: whole.slice(0, at),
        encoding: 'utf8',
      });
      expect([status, stdout]).toEqual([1, '']);
      expect(stderr).toContain('the script did not arrive whole');
    }
  });

  it('has no limit of length', () => {
    const script = `x=${'a'.repeat(300_000)}; echo \${#x}`;
    const line = shellLine(script, { lang, carried: 'stdin' });
    expect(ended(line, scriptInput(script))).toEqual([0, null, '300000\n']);
  });
});
