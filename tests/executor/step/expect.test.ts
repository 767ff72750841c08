import { describe, expect, it } from 'vitest';
import { Expectation, mismatch } from '../../../src/executor/step/expect.ts';

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
    { missing: 'Quorate: No', closest: 'Quorate: Yes' },
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
    { missing: 'Quorate', closest: 'Quorate: Yes' },
  ],
  ['… at the end', ['Quorate: …'], STATUS, undefined],
  ['… at the beginning', ['… Yes'], STATUS, undefined],
  ['… in the middle', ['Node ID: …1'], STATUS, undefined],
  ['… stands for nothing too', ['Quorate: Yes…'], STATUS, undefined],
  ['… alone stands for lines', ['Quorum information', '…', 'Quorate: Yes'], STATUS, undefined],
  [
    '… does not cross lines',
    ['Nodes:…Yes'],
    STATUS,
    { missing: 'Nodes:…Yes', closest: 'Nodes:   2' },
  ],
  ['blank expected lines say nothing', ['', 'Nodes:   2', '  '], STATUS, undefined],
  ['blanks at the end of either', ['ok  '], 'ok \t\n', undefined],
  ['leading blanks count', ['ok'], '  ok\n', { missing: 'ok', closest: 'ok' }],
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
  ['… and they match nothing else', ['a.c'], 'abc\n', { missing: 'a.c', closest: 'abc' }],
];

describe('mismatch', () => {
  it.each(TABLE)('%s', (_name, expected, output, result) => {
    expect(mismatch(expected, output)).toEqual(result);
  });
});

describe('while it streams', () => {
  it.each(TABLE)('%s: cut in two anywhere, it is the same', (_name, expected, output, result) => {
    for (let at = 0; at <= output.length; at += 1) {
      const expectation = new Expectation(expected);
      expectation.push(output.slice(0, at));
      expectation.push(output.slice(at));
      expect(expectation.result()).toEqual(result);
    }
  });

  it.each(TABLE)(
    '%s: character by character, it is the same',
    (_name, expected, output, result) => {
      const expectation = new Expectation(expected);
      for (const char of output) expectation.push(char);
      expect(expectation.result()).toEqual(result);
    },
  );

  it('keeps little of a long output', () => {
    const expectation = new Expectation(['the end']);
    const line = `${'x'.repeat(1000)}\n`.repeat(1000);
    const before = process.memoryUsage().heapUsed;
    for (let megabytes = 0; megabytes < 200; megabytes += 1) expectation.push(line);
    for (let megabytes = 0; megabytes < 20; megabytes += 1) expectation.push('y'.repeat(1 << 20));
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(100 << 20);
    expectation.push('\nthe end\n');
    expect(expectation.result()).toBeUndefined();
  });
});

describe('the closest line', () => {
  const LINES = ['Reading state', 'quorate: yes', 'Quorate:  Yes', 'Nodes: 12', 'x'.repeat(300)];

  it.each([
    ['Quorate: Yes', 'Quorate:  Yes'],
    ['Nodes: …3', 'Nodes: 12'],
    ['nothing of the kind', undefined],
  ])('to %o is %o', (expected, closest) => {
    expect(mismatch([expected], LINES.join('\n'))).toEqual({ missing: expected, closest });
  });

  it('comes after the last that was found', () => {
    const found = mismatch(['Nodes: 2', 'Quorate: No'], 'Quorate: Na\nNodes: 2\nQuorate: Yes\n');
    expect(found).toEqual({ missing: 'Quorate: No', after: 'Nodes: 2', closest: 'Quorate: Yes' });
  });
});
