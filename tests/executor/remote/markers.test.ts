/** Markers are found wherever they stand and however they are cut; every other byte comes out. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MarkerScanner, type Token } from '../../../src/executor/remote/markers.ts';

const NONCE = 'runbook-0123456789abcdef';

/** What comes out of chunks: the data between markers, joined. */
function scan(chunks: readonly Buffer[]): string[] {
  const scanner = new MarkerScanner(NONCE);
  const tokens: Token[] = chunks.flatMap((chunk) => scanner.push(Buffer.from(chunk)));
  tokens.push({ kind: 'data', bytes: scanner.flush() });
  const parts = [''];
  for (const token of tokens) {
    if (token.kind === 'marker') parts.push(`<${token.text}>`, '');
    else parts[parts.length - 1] += token.bytes.toString('latin1');
  }
  return parts;
}

function cut(bytes: Buffer, at: readonly number[]): Buffer[] {
  const places = [0, ...at.map((part) => part % (bytes.length + 1)), bytes.length];
  places.sort((a, b) => a - b);
  return places.slice(1).map((end, index) => bytes.subarray(places[index], end));
}

describe('markers in a stream', () => {
  it.each([
    ['none', 'plain text\n', ['plain text\n']],
    ['one on its line', `a\n${NONCE} end\nb`, ['a\n', '<end>', 'b']],
    ['after a line that is open', `100%${NONCE} end exit 0\n`, ['100%', '<end exit 0>', '']],
    ['two in a row', `${NONCE} a\n${NONCE} b\n`, ['', '<a>', '', '<b>', '']],
    ['one without its line end', `x${NONCE} en`, [`x${NONCE} en`]],
    ['the beginning of one at the end', `x${NONCE.slice(0, 9)}`, [`x${NONCE.slice(0, 9)}`]],
    ['the nonce without its blank', `${NONCE}end\n`, [`${NONCE}end\n`]],
    ['the one of another request', 'runbook-ffff end exit 0\n', ['runbook-ffff end exit 0\n']],
    ['a beginning before the whole', `runbook-${NONCE} x\n`, ['runbook-', '<x>', '']],
  ])('%s', (_, text, parts) => {
    expect(scan([Buffer.from(text)])).toEqual(parts);
    expect(scan([...text].map((char) => Buffer.from(char)))).toEqual(parts);
  });

  it('are the same however the stream is cut', () => {
    const piece = fc.oneof(
      fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
      fc.constantFrom(`${NONCE} end exit 3\n`, `${NONCE} told exit 0\n`).map((s) => Buffer.from(s)),
      fc.nat(NONCE.length).map((length) => Buffer.from(NONCE.slice(0, length))),
    );
    fc.assert(
      fc.property(fc.array(piece), fc.array(fc.nat()), (pieces, at) => {
        const bytes = Buffer.concat(pieces);
        expect(scan(cut(bytes, at))).toEqual(scan([bytes]));
      }),
      { numRuns: 2_000 },
    );
  });

  it('take nothing else away', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.array(fc.nat()), (array, at) => {
        const bytes = Buffer.from(array);
        expect(scan(cut(bytes, at))).toEqual([bytes.toString('latin1')]);
      }),
    );
  });
});
