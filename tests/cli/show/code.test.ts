/** Code in the terminal: coloured where that is wanted, and never in command of the terminal. */
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { codeShower } from '../../../src/cli/show/code.ts';
import { createTerminal } from '../../../src/cli/terminal.ts';

const ESC = '\u001b';
const EVIL = `echo "${ESC}[31mred${ESC}]0;title\u0007" # ${ESC}[2J`;

function shower(isTTY: boolean, env: Record<string, string> = {}) {
  const stream = () => Object.assign(new PassThrough(), { isTTY });
  const streams = { stdin: stream(), stdout: stream(), stderr: stream() };
  return codeShower(createTerminal(streams as never, { env, noColor: false }));
}

describe('code in the terminal', () => {
  it('has colours of sixteen only, each closed again on its line', async () => {
    const [line = ''] = (await shower(true))('ip address 192.0.2.1 # x', 'ios');
    const codes = [...line.matchAll(new RegExp(`${ESC}\\[(\\d+)m`, 'g'))].map(([, code]) =>
      Number(code),
    );
    expect(codes.length).toBeGreaterThan(2);
    for (const code of codes) expect([2, 22, 39, 31, 32, 33, 34, 35, 36, 94]).toContain(code);
    expect(codes.filter((code) => code === 39 || code === 22)).toHaveLength(codes.length / 2);
    expect(line.replaceAll(new RegExp(`${ESC}\\[\\d+m`, 'g'), '')).toBe('ip address 192.0.2.1 # x');
  });

  it.each([
    ['a terminal', true, {}],
    ['a terminal without colours', true, { NO_COLOR: '1' }],
    ['a dumb terminal', true, { TERM: 'dumb' }],
    ['a pipe that is to have colours', false, { FORCE_COLOR: '1' }],
  ] as const)('lets no escape of a file through to %s', async (_, isTTY, env) => {
    const text = (await shower(isTTY, env))(EVIL, 'bash').join('\n');
    const ours = text.replaceAll(new RegExp(`${ESC}\\[(?:2|22|3\\d|94)m`, 'g'), '');
    expect(ours).toBe('echo "␛[31mred␛]0;title␇" # ␛[2J');
    // None of the file's own looks like one of ours.
    expect(text).not.toContain(`${ESC}[31mred`);
  });

  it('gives a program the text as it is', async () => {
    expect((await shower(false))(EVIL, 'bash')).toEqual([EVIL]);
  });

  it('shows a language that nobody knows as plain text', async () => {
    expect((await shower(true))('a\nb', 'klingon')).toEqual(['a', 'b']);
  });
});
