/** Bytes of a command → text, whole characters only. */
import { StringDecoder } from 'node:string_decoder';
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
  const decoder = new StringDecoder('utf8');
  const give = (text: string): void => {
    if (text !== '') emit({ stream, text });
  };
  return { write: (bytes) => give(decoder.write(bytes)), end: () => give(decoder.end()) };
}
