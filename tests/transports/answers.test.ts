import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PATIENCE, Prompter, patienceFor } from '../../src/transports/answers.ts';

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
  [
    'leaves out a question that does not come',
    [answer(/yes\/no/, 'yes'), answer(/word:/, 's')],
    ['Password: '],
    ['s'],
  ],
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

  const DIALOGUE = `Connecting\r\nThe key is ${ESC}[1mnew${ESC}[0m. Go on (yes/no)? yes\r\nada's password: \r\nNew password: \r\nok\n`;
  const ANSWERS = [
    answer(/\(yes\/no\)\? $/, 'yes'),
    answer(/s password: $/, 'a'),
    answer(/^New password: $/m, 'b'),
  ];

  it('replies the same, however the output is cut', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(DIALOGUE.length)), (cuts) => {
        const places = [0, ...cuts.sort((a, b) => a - b), DIALOGUE.length];
        const chunks = places.slice(1).map((to, index) => DIALOGUE.slice(places[index], to));
        const prompter = new Prompter(
          ANSWERS.map((one) => ({ ...one, prompt: loose(one.prompt) })),
        );
        expect(chunks.flatMap((chunk) => prompter.feed(chunk))).toEqual(['yes', 'a', 'b']);
      }),
    );
  });

  it('replies at the very character that completes a prompt', () => {
    const prompter = new Prompter(ANSWERS);
    const at = [...DIALOGUE].flatMap((char, index) =>
      prompter
        .feed(char)
        .map((reply) => `${reply} ${JSON.stringify(DIALOGUE.slice(index - 9, index + 1))}`),
    );
    expect(at).toEqual(
      ['yes "(yes/no)? "', 'a "assword: "', 'b "assword: "'].map((line) =>
        expect.stringContaining(line.slice(0, 3)),
      ),
    );
  });
});

/** A prompt that also matches when more came with it. */
function loose({ source, flags }: RegExp): RegExp {
  return new RegExp(source.replace(/\$$/, ''), flags);
}

describe('an open line', () => {
  it.each([
    ['Proceed? [y/N] ', PATIENCE.likely],
    ['Do you want to continue? ', PATIENCE.likely],
    ['Overwrite (yes/no)', PATIENCE.likely],
    ['Port [22]: ', PATIENCE.likely],
    ["ada@web1's password: ", PATIENCE.likely],
    ['Enter passphrase for key: ', PATIENCE.likely],
    ['Username: ', PATIENCE.likely],
    ['PIN: ', PATIENCE.likely],
    ['Press any key to continue', PATIENCE.likely],
    ['Verification code: ', PATIENCE.likely],
    ['Name of the cluster: ', PATIENCE.possible],
    ['mysql> ', PATIENCE.possible],
    ['Installing nginx: ', PATIENCE.possible],
    ['Copying ...', undefined],
    ['Copying…', undefined],
    ['Progress: 42%', undefined],
    ['[####      ]', undefined],
    ['12/40', undefined],
    ['[3/7]', undefined],
    ['Restarting', undefined],
    ['', undefined],
    ['   ', undefined],
  ])('%o is waited for %o ms', (text, patience) => {
    expect(patienceFor({ text, afterReply: false })).toBe(patience);
  });

  it('is waited for longer while it may be the rest of an answered prompt', () => {
    expect(patienceFor({ text: 'word: ', afterReply: true })).toBe(PATIENCE.possible);
    expect(patienceFor({ text: 'Password: ', afterReply: true })).toBe(PATIENCE.possible);
  });

  it.each([
    ['done\nSure? ', 'Sure? '],
    ['10%\r20%\rSure? ', 'Sure? '],
    ['Sure? \r', 'Sure? '],
    [`${ESC}[31mSure?${ESC}[0m `, 'Sure? '],
    ['done\n', ''],
  ])('of %o is %o', (output, open) => {
    const whole = new Prompter([]);
    whole.feed(output);
    expect(whole.open.text).toBe(open);
    const cut = new Prompter([]);
    for (const char of output) cut.feed(char);
    expect(cut.open.text).toBe(open);
  });
});
