import { describe, expect, it } from 'vitest';
import { mismatch } from '../../src/executor/expect.ts';

const STATUS =
  'Quorum information\n------------------\nNodes:   2\nNode ID: 0x00000001\nQuorate: Yes\n';

/** Name → expected lines → output → what is missing. */
const TABLE: [string, string[], string, ReturnType<typeof mismatch>][] = [
  ['all lines', ['Nodes:   2', 'Quorate: Yes'], STATUS, undefined],
  ['nothing expected', [], '', undefined],
  ['other lines between', ['Quorum information', 'Quorate: Yes'], STATUS, undefined],
  [
    'a line that is not there',
    ['Quorate: No'],
    STATUS,
    { missing: 'Quorate: No', after: undefined },
  ],
  [
    'the wrong order',
    ['Quorate: Yes', 'Nodes:   2'],
    STATUS,
    { missing: 'Nodes:   2', after: 'Quorate: Yes' },
  ],
  [
    'a part of a line is not the line',
    ['Quorate'],
    STATUS,
    { missing: 'Quorate', after: undefined },
  ],
  ['… at the end', ['Quorate: …'], STATUS, undefined],
  ['… at the beginning', ['… Yes'], STATUS, undefined],
  ['… in the middle', ['Node ID: …1'], STATUS, undefined],
  ['… stands for nothing too', ['Quorate: Yes…'], STATUS, undefined],
  ['… alone stands for lines', ['Quorum information', '…', 'Quorate: Yes'], STATUS, undefined],
  ['… does not cross lines', ['Nodes:…Yes'], STATUS, { missing: 'Nodes:…Yes', after: undefined }],
  ['blank expected lines say nothing', ['', 'Nodes:   2', '  '], STATUS, undefined],
  ['blanks at the end of either', ['ok  '], 'ok \t\n', undefined],
  ['leading blanks count', ['ok'], '  ok\n', { missing: 'ok', after: undefined }],
  ['CRLF', ['a', 'b'], 'a\r\nb\r\n', undefined],
  ['a progress line that rewrites itself', ['100%'], '10%\r50%\r100%\n', undefined],
  ['colours', ['Quorate: Yes'], '\u001b[32mQuorate: Yes\u001b[0m\n', undefined],
  ['a line without its end', ['done'], 'working\ndone', undefined],
  ['the same line twice', ['ok', 'ok'], 'ok\n', { missing: 'ok', after: 'ok' }],
  [
    'regular expression characters are literal',
    ['a.b*c [x] (y) $1 \\d'],
    'a.b*c [x] (y) $1 \\d\n',
    undefined,
  ],
  ['… and they match nothing else', ['a.c'], 'abc\n', { missing: 'a.c', after: undefined }],
];

describe('mismatch', () => {
  it.each(TABLE)('%s', (_name, expected, output, result) => {
    expect(mismatch(expected, output)).toEqual(result);
  });
});
