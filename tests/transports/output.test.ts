/** Bytes become text, whole characters only, and each byte is counted once. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outputSink } from '../../src/transports/output.ts';
import type { OutputChunk } from '../../src/transports/transport.ts';

function decode(chunks: readonly Buffer[]): OutputChunk[] {
  const given: OutputChunk[] = [];
  const sink = outputSink('stdout', (chunk) => given.push(chunk));
  for (const chunk of chunks) sink.write(chunk);
  sink.end();
  return given;
}

const text = (chunks: readonly OutputChunk[]): string => chunks.map((chunk) => chunk.text).join('');
const size = (chunks: readonly OutputChunk[]): number =>
  chunks.reduce((sum, { bytes }) => sum + bytes, 0);

describe('output', () => {
  it.each([
    ['a character in two parts', ['c3', 'a9'], 'é', [2]],
    ['one of four bytes, byte by byte', ['f0', '9f', '98', '80'], '😀', [4]],
    ['what comes before it, at once', ['61c3', 'a962'], 'aéb', [1, 3]],
    ['half a character at the end', ['61e2'], 'a\ufffd', [1, 1]],
    ['a byte that begins none', ['ff61'], '\ufffda', [2]],
    ['the rest of none', ['a9'], '\ufffd', [1]],
  ])('%s', (_, hex, expected, bytes) => {
    const given = decode(hex.map((part) => Buffer.from(part, 'hex')));
    expect(text(given)).toBe(expected);
    expect(given.map((chunk) => chunk.bytes)).toEqual(bytes);
  });

  it('is what the whole would be, however it is cut', () => {
    const anyBytes = fc.oneof(
      fc.uint8Array().map((bytes) => Buffer.from(bytes)),
      fc.string({ unit: 'grapheme' }).map((string) => Buffer.from(string)),
    );
    fc.assert(
      fc.property(fc.array(anyBytes), (chunks) => {
        const all = Buffer.concat(chunks);
        const given = decode(chunks);
        expect(text(given)).toBe(all.toString('utf8'));
        expect(size(given)).toBe(all.length);
      }),
      { numRuns: 2_000 },
    );
  });
});
