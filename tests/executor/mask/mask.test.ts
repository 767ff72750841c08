import { describe, expect, it } from 'vitest';
import { createMask } from '../../../src/executor/mask/mask.ts';

const HIDDEN = '‹secret:p›';
const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** Name → secret → text → masked. */
const TEXTS: [string, string, string, string][] = [
  ['as it is', 'hunter22', 'a hunter22 b', `a ${HIDDEN} b`],
  ['twice', 'hunter22', 'hunter22hunter22', `${HIDDEN}${HIDDEN}`],
  ['not there', 'hunter22', 'hunter2', 'hunter2'],
  ['regular expression characters', 'a.b*c$', 'axb a.b*c$', `axb ${HIDDEN}`],
  ['shell-quoted', "it's me", `echo 'it'\\''s me'`, `echo ${HIDDEN}`],
  [
    'inside a longer quoted text',
    "it's me",
    `echo 'say it'\\''s me now'`,
    `echo 'say ${HIDDEN} now'`,
  ],
  ['in a JSON string', 'say "x"\\y', `{"p":"say \\"x\\"\\\\y"}`, `{"p":"${HIDDEN}"}`],
  ['URL-encoded', 'p&ss w/rd', '?q=p%26ss%20w%2Frd&', `?q=${HIDDEN}&`],
  ['URL-encoded, lower case', 'p&ss w/rd', '?q=p%26ss%20w%2frd&', `?q=${HIDDEN}&`],
  ['form-encoded', 'p&ss w/rd', '?q=p%26ss+w%2Frd&', `?q=${HIDDEN}&`],
  ['beyond ASCII', 'clé-été', 'la clé-été ?', `la ${HIDDEN} ?`],
  ['lines of a longer secret', 'BEGIN KEY\nabcdefgh\nEND', 'x abcdefgh y', `x ${HIDDEN} y`],
  ['over CRLF', 'first line\nsecond', 'first line\r\nsecond', HIDDEN],
];

describe('a text', () => {
  it.each(TEXTS)('%s', (_name, secret, text, masked) => {
    expect(createMask({ p: secret }).text(text)).toBe(masked);
  });

  it.each(['', 'u:', 'ab:', 'abc:'])('base64 of %o before it and more after it', (before) => {
    const text = base64(`${before}correct horse battery;tail`);
    const masked = createMask({ p: 'correct horse battery' }).text(`Authorization: Basic ${text}`);
    expect(masked).toContain(HIDDEN);
    const left = masked.replace(HIDDEN, '').replace('Authorization: Basic ', '');
    expect(left.length).toBeLessThan(text.length - 24);
  });

  it('two that overlap leave nothing of either', () => {
    expect(createMask({ p: 'xabcd', q: 'abcdefg' }).text('-xabcdefg-')).toBe(`-${HIDDEN}-`);
  });

  it('one that holds another is one', () => {
    expect(createMask({ q: 'abcd', p: 'abcdefgh' }).text('abcdefgh abcd')).toBe(
      `${HIDDEN} ‹secret:q›`,
    );
  });

  it('nothing to hide', () => {
    expect(createMask({}).text('abc')).toBe('abc');
    expect(createMask({ p: '' }).text('abc')).toBe('abc');
  });

  it.each([
    ['alone', 'dG9rMQ==', '‹secret:pin›'],
    ['as echo gives it', 'dG9rMQo=', '‹secret:pin›'],
    ['in the middle of a longer text, which is said beforehand', 'eHh0b2sxeHg=', 'eHh0b2sxeHg='],
  ])('a secret of four bytes in base64, %s', (_, printed, shown) => {
    const mask = createMask({ pin: 'tok1', token: 'token' });
    expect(mask.text(printed)).toBe(shown);
    expect(mask.weak).toEqual(['pin']);
  });

  it('names those that are too short to be masked', () => {
    const mask = createMask({ pin: '123', ok: '1234' });
    expect(mask.tooShort).toEqual(['pin']);
    expect(mask.text('123 1234')).toBe('123 ‹secret:ok›');
  });
});

describe('a stream', () => {
  const text = "log hunter22 'it'\\''s me' aGVsbG8gd29ybGQ= hunt hunter2 hunter22";
  const secrets = { p: 'hunter22', q: "it's me" };

  it.each(Array.from({ length: text.length + 1 }, (_, at) => at))('cut in two at %i', (at) => {
    const mask = createMask(secrets);
    const stream = mask.stream();
    const masked = stream.push(text.slice(0, at)) + stream.push(text.slice(at)) + stream.flush();
    expect(masked).toBe(mask.text(text));
  });

  it('one character at a time', () => {
    const mask = createMask(secrets);
    const stream = mask.stream();
    const masked = [...text].map((char) => stream.push(char)).join('') + stream.flush();
    expect(masked).toBe(mask.text(text));
  });

  it('overlapping secrets, one character at a time', () => {
    const mask = createMask({ p: 'xabcd', q: 'abcdefg', r: 'abcdzz' });
    for (const sample of ['xabcdefg', 'xabcdzz', 'xabcd abcdef xabc', 'xxabcdabcdefg']) {
      const stream = mask.stream();
      const masked = [...sample].map((char) => stream.push(char)).join('') + stream.flush();
      expect(masked).not.toMatch(/xabcd|abcdefg|abcdzz/);
      expect(masked).toBe(mask.text(sample));
    }
  });

  it('holds back only what may be the beginning of a secret', () => {
    const stream = createMask({ p: 'hunter22' }).stream();
    expect(stream.push('a line\n')).toBe('a line\n');
    expect(stream.push('a hun')).toBe('a ');
    expect(stream.push('t')).toBe('');
    expect(stream.push('ing')).toBe('hunting');
    expect(stream.flush()).toBe('');
  });
});
