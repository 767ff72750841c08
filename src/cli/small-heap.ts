/** What keeps a run's memory small however much its commands print. */
import { setFlagsFromString } from 'node:v8';

/**
 * Nearly all that a run allocates is output on its way, and dies at once. Left to itself, V8
 * answers with a young generation of 96 MiB, as large as all the rest. It reads this setting
 * when it is about to grow one, so that it may be given now.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}
