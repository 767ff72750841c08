/** What reaches the operator's terminal. */
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createTerminal, type TerminalStreams } from '../../src/cli/terminal.ts';

function terminal(isTTY: boolean) {
  const stream = () => Object.assign(new PassThrough({ encoding: 'utf8' }), { isTTY });
  const [stdout, stderr, stdin] = [stream(), stream(), stream()];
  const streams = { stdout, stderr, stdin } as unknown as TerminalStreams;
  return {
    streams,
    terminal: createTerminal(streams, { env: { FORCE_COLOR: '1' }, noColor: false }),
    printed: (name: 'stdout' | 'stderr') => String({ stdout, stderr }[name].read() ?? ''),
  };
}

const NASTY = 'a\u001b]0;title\u0007b\u009b2Jc\rd\te';
const SIGNS = 'a␛]0;title␇b\\u009b2Jc␍d\te\n';

describe('control characters in what is printed', () => {
  it('are shown as signs to a person, on both streams', () => {
    const { terminal: to, printed } = terminal(true);
    to.note(NASTY);
    to.out(NASTY);
    expect([printed('stderr'), printed('stdout')]).toEqual([SIGNS, SIGNS]);
  });

  it('are shown as signs in errors, whose texts come from anywhere', () => {
    const { terminal: to, printed } = terminal(false);
    to.error('bad\u001b[2J', 'look\u0007');
    expect(printed('stderr')).toContain('bad␛[2J');
  });

  it('reach a program as they are', () => {
    const { terminal: to, printed } = terminal(false);
    to.out(NASTY);
    expect(printed('stdout')).toBe(`${NASTY}\n`);
  });

  it('leave our colours alone', () => {
    const { terminal: to, printed } = terminal(true);
    to.note(to.colors.err.red('red'));
    expect(printed('stderr')).toBe('\u001b[31mred\u001b[39m\n');
  });
});

describe('a stream that can not be written', () => {
  const broken = (code: string) => Object.assign(new Error(`${code}: no space left`), { code });

  it('is told once, on the other one, and stops nothing', () => {
    const { streams, printed } = terminal(false);
    for (let times = 0; times < 2; times += 1) streams.stdout.emit('error', broken('ENOSPC'));
    streams.stderr.emit('error', broken('ENOSPC'));
    expect(printed('stderr')).toBe('stdout can not be written: ENOSPC: no space left\n');
  });

  it('whose reader is gone is nothing to talk about', () => {
    const { streams, printed } = terminal(false);
    streams.stdout.emit('error', broken('EPIPE'));
    expect(printed('stderr')).toBe('');
  });
});
