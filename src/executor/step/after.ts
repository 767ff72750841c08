/** Output of which an earlier session has shown the beginning. */
import { type OutputSink, outputSink } from '../../transports/output.ts';
import type { Receiver } from './receiver.ts';

/** The first bytes are only recalled. They end with a whole character, where a position was. */
export function after(
  count: number,
  recall: Receiver['recall'],
  shown: OutputSink,
): (bytes: Buffer) => void {
  const known = outputSink('stdout', recall);
  let left = count;
  return (bytes) => {
    const recalled = Math.min(left, bytes.length);
    left -= recalled;
    if (recalled > 0) known.write(bytes.subarray(0, recalled));
    if (recalled < bytes.length) shown.write(bytes.subarray(recalled));
  };
}
