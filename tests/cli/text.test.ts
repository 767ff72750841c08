import { describe, expect, it } from 'vitest';
import { printable } from '../../src/cli/text.ts';

const ESC = '\u001b';

describe('what a host prints, made safe', () => {
  it.each([
    ['a window title', `${ESC}]0;PWNED\u0007text`, 'text'],
    ['the clipboard', `${ESC}]52;c;AAAA${ESC}\\text`, 'text'],
    ['erasing and moving', `a${ESC}[2J${ESC}[1Ab`, 'ab'],
    ['an escape cut off by a chunk', `a${ESC}`, 'a'],
    ['8-bit sequences', 'a\u009b2Jb', 'a2Jb'],
    ['a spinner', '10%\r20%\r\ndone\n', '10%\n20%\ndone\n'],
    ['text that would be shown backwards', 'rm \u202egpj.exe\u2069', 'rm gpj.exe'],
    ['colours without a terminal for them', `${ESC}[31mred${ESC}[0m`, 'red'],
  ])('%s', (_what, text, shown) => expect(printable(text, false)).toBe(shown));

  it.each([
    ['a colour ends with its line', `${ESC}[31mred\nplain\n`, `${ESC}[31mred${ESC}[0m\nplain\n`],
    ['hidden text is shown', `${ESC}[8msecret plan`, 'secret plan'],
    ['also among other attributes', `${ESC}[1;8;31mx`, 'x'],
    ['grey of 256 is a colour', `${ESC}[38;5;8mx`, `${ESC}[38;5;8mx${ESC}[0m`],
  ])('in colour: %s', (_what, text, shown) => expect(printable(text, true)).toBe(shown));
});
