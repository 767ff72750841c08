import { describe, expect, it } from 'vitest';
import { oneAtATime, plainText, type Question } from '../../../src/transports/ssh/questions.ts';

const question = (text: string): Question => ({
  kind: 'password',
  target: 'box',
  text,
  echo: false,
});

describe('questions of hosts side by side', () => {
  it('are asked in their order, the next when the last is answered', async () => {
    const seen: string[] = [];
    const ask = oneAtATime(async ({ text }) => {
      seen.push(`asked ${text}`);
      await new Promise((done) => setImmediate(done));
      seen.push(`answered ${text}`);
      return text;
    });
    expect(await Promise.all(['a', 'b', 'c'].map((text) => ask(question(text))))).toEqual([
      'a',
      'b',
      'c',
    ]);
    expect(seen).toEqual(['a', 'b', 'c'].flatMap((text) => [`asked ${text}`, `answered ${text}`]));
  });

  it('go on after one that failed', async () => {
    const ask = oneAtATime(async ({ text }) => {
      if (text === 'a') throw new Error('interrupted');
      return text;
    });
    const [first, second] = await Promise.allSettled([ask(question('a')), ask(question('b'))]);
    expect([first?.status, second]).toEqual(['rejected', { status: 'fulfilled', value: 'b' }]);
  });

  it('are left out when nobody waits for the answer any more', async () => {
    const asked: string[] = [];
    const ask = oneAtATime(async ({ text }) => {
      asked.push(text);
      return text;
    });
    expect(await ask(question('gone'), () => false)).toBeUndefined();
    expect(await ask(question('here'), () => true)).toBe('here');
    expect(asked).toEqual(['here']);
  });
});

it.each([
  ['Password: ', 'Password:'],
  ['one\r\ntwo\rthree', 'one\ntwo\nthree'],
  ['\u001b[31mred\u001b[0m', 'red'],
  ['\u001b]0;title\u0007prompt', 'prompt'],
  ['\u001b]52;c;aGk=\u001b\\prompt', 'prompt'],
  ['a\u0008\u0007\u0000b\u202ec\u009b', 'abc'],
  ['Mot de passe à usage unique :', 'Mot de passe à usage unique :'],
])('%j is shown as %j', (text, shown) => {
  expect(plainText(text)).toBe(shown);
});
