/** Bytes of a command → text, whole characters only, each byte counted once. */
import type { OutputChunk } from './transport.ts';

export interface OutputSink {
  write(bytes: Buffer): void;
  /** Gives out what is left: half a character becomes U+FFFD. */
  end(): void;
}

/** A UTF-8 decoder for one stream: a character split over two packets is put together again. */
export function outputSink(
  stream: OutputChunk['stream'],
  emit: (chunk: OutputChunk) => void,
): OutputSink {
  let held: Buffer = Buffer.alloc(0);
  const give = (bytes: Buffer): void => {
    if (bytes.length > 0) emit({ stream, text: bytes.toString('utf8'), bytes: bytes.length });
  };
  return {
    write(bytes) {
      const all = held.length > 0 ? Buffer.concat([held, bytes]) : bytes;
      const whole = wholeCharacters(all);
      // A copy: the few bytes would keep their whole packet in memory.
      held = Buffer.from(all.subarray(whole));
      give(all.subarray(0, whole));
    },
    end() {
      give(held);
      held = Buffer.alloc(0);
    },
  };
}

/**
 * Length without a character that is only begun. What is held back begins with the first
 * byte of a character, and so decodes by itself as it would have in its place.
 */
export function wholeCharacters(bytes: Buffer): number {
  const { length } = bytes;
  for (let back = 1; back <= Math.min(3, length); back += 1) {
    const byte = bytes[length - back] as number;
    if (byte < 0x80) return length;
    if (byte >= 0xc0) return back < sequenceLength(byte) ? length - back : length;
  }
  return length;
}

/** From its first byte (RFC 3629). */
function sequenceLength(byte: number): number {
  if (byte >= 0xf0) return byte < 0xf8 ? 4 : 1;
  return byte >= 0xe0 ? 3 : 2;
}
