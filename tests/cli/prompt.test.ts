import { describe, expect, it } from 'vitest';
import { ask, askSecret, choiceLine, chosen } from '../../src/cli/prompt.ts';
import { testTerminal } from './support/terminal.ts';

const CHOICES = [
  { key: 'y', label: 'yes', value: 'yes' },
  { key: 's', label: 'skip', value: 'skip' },
] as const;

it('shows each choice with its letter', () => {
  expect(choiceLine(CHOICES)).toBe('[y]es [s]kip');
});

it.each([
  ['y', 'yes'],
  ['Y', 'yes'],
  [' skip ', 'skip'],
  ['', undefined],
  ['ye', undefined],
  ['yes please', undefined],
])('takes "%s" as %s', (typed, value) => expect(chosen(CHOICES, typed)).toBe(value));

describe('a question', () => {
  it('is asked again until it is answered', async () => {
    const { terminal, type, shown } = testTerminal();
    const answer = ask(terminal, 'Go on?', CHOICES);
    type('x\n');
    await new Promise((done) => setImmediate(done));
    type('y\n');
    expect(await answer).toBe('yes');
    expect(shown()).toContain('type y, s');
  });

  it('an empty line is no answer: nothing is chosen by default', async () => {
    const { terminal, type, hangUp } = testTerminal();
    const answer = ask(terminal, 'Go on?', CHOICES);
    type('\n');
    await new Promise((done) => setImmediate(done));
    hangUp();
    expect(await answer).toBeUndefined();
  });

  it('stays open when the input ends, or at an interrupt', async () => {
    const gone = testTerminal();
    const unanswered = ask(gone.terminal, 'Go on?', CHOICES);
    gone.hangUp();
    expect(await unanswered).toBeUndefined();

    const interrupt = new AbortController();
    const answer = ask(testTerminal().terminal, 'Go on?', CHOICES, interrupt.signal);
    interrupt.abort();
    expect(await answer).toBeUndefined();
  });
});

it('a secret is not shown', async () => {
  const { terminal, type, shown } = testTerminal();
  const answer = askSecret(terminal, 'Password:');
  type('s3cret\n');
  expect(await answer).toBe('s3cret');
  expect(shown()).toBe('Password: \n');
});

describe('Ctrl-C at a question', () => {
  it('before a run: nothing was sent, exit 130', async () => {
    const { terminal, type } = testTerminal();
    const answer = askSecret(terminal, 'Password:');
    type('s3c\u0003');
    await expect(answer).rejects.toMatchObject({
      exitCode: 130,
      message: 'interrupted: nothing was sent',
    });
  });

  it('in a run: reaches the process, which says what it does; the question stays open', async () => {
    const { terminal, type } = testTerminal();
    const interrupt = new AbortController();
    const heard = new Promise<void>((resolve) => process.once('SIGINT', () => resolve()));
    const answer = askSecret(terminal, 'Password:', interrupt.signal);
    type('\u0003');
    await heard;
    interrupt.abort();
    expect(await answer).toBeUndefined();
  });
});
