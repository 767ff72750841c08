/** asciicast v2, read however it was cut. */
import { describe, expect, it } from 'vitest';
import { eventLine, headerLine, parseCast } from '../../../src/cli/recording/cast.ts';

const HEADER = headerLine({ version: 2, width: 80, height: 24 });
const ONE = eventLine({ time: 0.1234567, code: 'o', text: 'one "quoted"\r\n' });

describe('a cast', () => {
  it('is read as it was written, to the microsecond', () => {
    expect(parseCast(HEADER + ONE)?.events).toEqual([
      { time: 0.123457, code: 'o', text: 'one "quoted"\r\n' },
    ]);
  });

  it.each([
    ['a torn last line', `${HEADER}${ONE}[0.5,"o","tw`, 1, 1],
    ['a torn line in the middle, as a resume leaves it', `${HEADER}[0.1,"o\n${ONE}`, 1, 1],
    ['events of other kinds', `${HEADER}[0.1,"i","typed"]\n${ONE}`, 1, 0],
    ['lines that are other JSON', `${HEADER}{"a":1}\nnull\n["x","o","y"]\n${ONE}`, 1, 2],
    ['nothing but its header', HEADER, 0, 0],
  ])('is read with %s', (_, text, events, unreadable) => {
    const cast = parseCast(text);
    expect([cast?.events.length, cast?.unreadable]).toEqual([events, unreadable]);
  });

  it.each(['', '{', 'null', '[]', '{"version":1,"width":80,"height":24}', '{"version":2}'])(
    'is none without a header: %j',
    (text) => {
      expect(parseCast(`${text}\n${ONE}`)).toBeUndefined();
    },
  );
});
