/** What is made of what a runner says. */
import { describe, expect, it } from 'vitest';
import { Hearing } from '../../../src/executor/remote/hearing.ts';

const N = 'runbook-1';

function hear(stdout: string, stderr = '') {
  const output: Buffer[] = [];
  const hearing = new Hearing(N, (bytes) => output.push(Buffer.from(bytes)));
  hearing.stderr(Buffer.from(stderr));
  hearing.stdout(Buffer.from(stdout));
  return { hearing, output: Buffer.concat(output).toString() };
}

describe('a request is heard', () => {
  it.each([
    ['its output', `${N} begin\nhello\n${N} end exit 0\n`, 'hello\n'],
    [
      'not what a login shell says before',
      `Welcome!\n${N} begin\nhello\n${N} end exit 0\n`,
      'hello\n',
    ],
    ['an open line', `${N} begin\n100%${N} end exit 0\n`, '100%'],
    ['nothing after the end', `${N} begin\na${N} end exit 0\nlogout\n`, 'a'],
  ])('%s', (_, stdout, output) => {
    const heard = hear(stdout);
    expect(heard.output).toBe(output);
    expect(heard.hearing.heard).toEqual({
      kind: 'ended',
      end: { kind: 'exited', code: 0 },
      vars: '',
    });
  });

  it.each([
    ['exit 0', { kind: 'exited', code: 0 }],
    ['exit 255', { kind: 'exited', code: 255 }],
    ['exit 137', { kind: 'exited', code: 137 }],
    ['signal 137', { kind: 'signaled', signal: 'SIGKILL' }],
    ['signal 143', { kind: 'signaled', signal: 'SIGTERM' }],
  ])('an end: %s', (text, end) => {
    const { hearing } = hear(`${N} begin\n${N} end ${text}\n`);
    expect(hearing.heard).toEqual({ kind: 'ended', end, vars: '' });
  });

  it('an end that the host could not write, from what was told before', () => {
    const { hearing } = hear(`${N} begin\n${N} end  \n`, `noise\n${N} told exit 9\n`);
    expect(hearing.heard).toMatchObject({ end: { kind: 'exited', code: 9 } });
  });

  it('no end at all', () => {
    const { hearing } = hear(`${N} begin\n${N} end  \n`);
    expect(hearing.heard).toEqual({ kind: 'vanished', why: 'gone' });
  });

  it('what was left for later steps, apart from the output', () => {
    const { hearing, output } = hear(`${N} begin\nout${N} vars\nid=7\nlast=9${N} end exit 0\n`);
    expect(output).toBe('out');
    expect(hearing.heard).toMatchObject({ vars: 'id=7\nlast=9' });
  });

  it('an end before the output ends', () => {
    const { hearing } = hear(`${N} begin\n`, `${N} told exit 4\n`);
    expect(hearing).toMatchObject({ heard: undefined, told: { kind: 'exited', code: 4 } });
  });

  it.each([
    ['taken', { kind: 'taken' }],
    ['refused', { kind: 'refused' }],
    ['never', { kind: 'never' }],
    ['vanished restarted', { kind: 'vanished', why: 'restarted' }],
    ['ready b-1 /a b/c', { kind: 'ready', boot: 'b-1', folder: '/a b/c' }],
    ['unfit it has no tee', { kind: 'unfit', why: 'it has no tee' }],
    ['tick', undefined],
    ['something newer', undefined],
  ])('%s', (text, heard) => {
    expect(hear(`${N} ${text}\n`).hearing.heard).toEqual(heard);
  });

  it('what looks like the beginning of a marker, when the link is cut there', () => {
    const output: string[] = [];
    const hearing = new Hearing(N, (bytes) => output.push(bytes.toString()));
    hearing.stdout(Buffer.from(`${N} begin\nsee runbook`));
    hearing.cut();
    expect(output.join('')).toBe('see runbook');
    expect(hearing.heard).toBeUndefined();
  });
});
