import { describe, expect, it } from 'vitest';
import { Prompter } from '../../src/transports/answers.ts';

const answer = (prompt: RegExp, reply: string) => ({ prompt, reply });
const ESC = '\u001b';

const TABLE: [string, ReturnType<typeof answer>[], string[], string[]][] = [
  ['replies to a prompt', [answer(/word: $/, 's')], ['Password: '], ['s']],
  ['puts a prompt together', [answer(/Password: $/, 's')], ['Pass', 'word', ': '], ['s']],
  ['leaves other output alone', [answer(/Password: $/, 's')], ['Passing words\n'], []],
  [
    'takes the answers in the order of the prompts',
    [answer(/A\?/, '1'), answer(/B\?/, '2')],
    ['B?', 'A?'],
    ['2', '1'],
  ],
  [
    'replies to two prompts in one chunk',
    [answer(/A\?/, '1'), answer(/B\?/, '2')],
    ['A? B?'],
    ['1', '2'],
  ],
  ['uses an answer once', [answer(/A\?/, '1')], ['A?', 'wrong\nA?'], ['1']],
  ['does not match the same output twice', [answer(/A/, '1'), answer(/A/, '2')], ['A', 'b'], ['1']],
  ['sees through colours', [answer(/Sure\? $/, 'y')], [`${ESC}[1mSure${ESC}[0m? `], ['y']],
  ['sees through a window title', [answer(/^Sure/, 'y')], [`${ESC}]0;title\u0007Sure`], ['y']],
  ['ignores a g flag', [answer(/A/g, '1'), answer(/A/g, '2')], ['A', 'A'], ['1', '2']],
];

describe('the prompter', () => {
  it.each(TABLE)('%s', (_name, answers, chunks, replies) => {
    const prompter = new Prompter(answers);
    expect(chunks.flatMap((chunk) => prompter.feed(chunk))).toEqual(replies);
  });
});
