import { expect, it } from 'vitest';
import { ConfigProblem, configLines, words } from '../../../src/transports/ssh/config-lines.ts';

it.each<[string, string[] | undefined]>([
  ['a  b\tc', ['a', 'b', 'c']],
  ['"a b" c', ['a b', 'c']],
  [`'a "b"' "it's"`, ['a "b"', "it's"]],
  [String.raw`a\ b \"c\' d\\e`, ['a b', `"c'`, String.raw`d\e`]],
  [String.raw`C:\dir "C:\dir" "say \"hi\""`, [String.raw`C:\dir`, String.raw`C:\dir`, 'say "hi"']],
  ['pre"fix ed"post', ['prefix edpost']],
  ['a # b', ['a']],
  ['a#b', ['a#b']],
  ['"" x', ['', 'x']],
  ['"open', undefined],
  [String.raw`"open\"`, undefined],
  [`a'b`, undefined],
  ['', []],
])('%s', (text, expected) => {
  expect(words(text)).toEqual(expected);
});

it.each([
  ['Port 22', 'port', ['22']],
  ['  Port=22', 'port', ['22']],
  ['PORT = 22', 'port', ['22']],
  ['Port\t22\r', 'port', ['22']],
])('%s', (line, keyword, args) => {
  expect(configLines(line, 'cfg')).toMatchObject([{ keyword, args, place: 'cfg:1' }]);
});

it('skips comments and empty lines', () => {
  expect(configLines('# Host x\n\n   \n  # y\n', 'cfg')).toEqual([]);
});

it('answers with lines or a ConfigProblem, and in time, whatever it is given', () => {
  const pieces = [
    '"',
    "'",
    '\\',
    '\\"',
    "\\'",
    ' ',
    '\t',
    '#',
    '=',
    'Host',
    'a',
    '*',
    '\u0000',
    'é',
  ];
  let seed = 42;
  const next = (below: number): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    return seed % below;
  };
  let read = 0;
  for (let count = 0; count < 5_000; count++) {
    const text = Array.from({ length: next(60) }, () => pieces[next(pieces.length)]).join('');
    try {
      read += configLines(`Host ${text}`, 'cfg').length;
    } catch (error) {
      expect(error).toBeInstanceOf(ConfigProblem);
    }
  }
  expect(read).toBeGreaterThan(100);
  // No way back into a long quote that doesn't end.
  expect(words(`"${'\\\\'.repeat(50_000)}`) === undefined).toBe(true);
});
