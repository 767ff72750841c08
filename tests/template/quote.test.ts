// biome-ignore-all lint/suspicious/noTemplateCurlyInString: shell text
/** Quoting is proved by the shells themselves. */
import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { quote } from '../../src/template/quote.ts';

const NASTY = [
  '',
  ' ',
  'plain-word_1.0/x:y,z@w+v',
  "it's",
  "'",
  "''''",
  '"double"',
  '$HOME ${HOME} $(id) `id`',
  'a\nb\n',
  '\n',
  '\t\r\v\f',
  '\\',
  '\\\\n \\',
  "'\\''",
  '-n',
  '--help',
  '-',
  '~',
  '~root',
  '*',
  '?[a-z]{1..3}',
  '!!',
  '!event',
  '#comment',
  'a;b&c|d>e<f',
  '=cmd',
  'x=y',
  '%s %n',
  'été ☃ 👩‍🔧 \u00a0',
  '\u0001\u007f',
  'é'.repeat(5000),
];
const EVERY_BYTE = Array.from({ length: 126 }, (_, code) => String.fromCharCode(code + 1));

describe.each(['sh', 'bash'])('%s gives back', (shell) => {
  const echo = (line: string) =>
    execFileSync(shell, ['-c', `printf '%s|' ${line}`], { encoding: 'utf8' });

  it.each(NASTY.map((text) => [JSON.stringify(text).slice(0, 60), text]))('%s', (_, text) => {
    expect(echo(quote(text))).toBe(`${text}|`);
  });

  it('every character, each as one word', () => {
    expect(echo(EVERY_BYTE.map(quote).join(' '))).toBe(EVERY_BYTE.map((c) => `${c}|`).join(''));
  });
});

it('leaves a plain word as a person would write it', () => {
  expect(quote('/etc/network/interfaces')).toBe('/etc/network/interfaces');
});

it('refuses a NUL, which no command line can carry', () => {
  expect(() => quote('a\0b')).toThrow('NUL');
});
