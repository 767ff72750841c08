/**
 * Checks one target in a thread of its own, which can be ended while it hangs. Before
 * each input it writes it to memory that it shares, so that the input is known then.
 */
import { parentPort, workerData } from 'node:worker_threads';
import fc from 'fast-check';
import { type AnyTarget, shown } from './target.ts';

export interface Job {
  /** File under `targets/`. */
  readonly module: string;
  readonly runs?: number;
  readonly seed: number;
  /** Inputs begun so far, and the length of the input that follows. */
  readonly head: Int32Array;
  readonly input: Uint8Array;
}

export interface Result {
  readonly name: string;
  readonly runs: number;
  readonly failure?: string;
}

const { module, runs, seed, head, input } = workerData as Job;
const { default: targets } = (await import(`../targets/${module}`)) as { default: AnyTarget[] };

for (const target of targets) parentPort?.postMessage(check(target));
parentPort?.postMessage('done');

function check(target: AnyTarget): Result {
  const property = fc.property(target.inputs, (value) => {
    publish(`${target.name}: ${shown(value)}`);
    target.check(value);
  });
  const details = fc.check(property, { seed, numRuns: runs ?? target.runs });
  if (!details.failed) return { name: target.name, runs: details.numRuns };
  const found = shown(details.counterexample?.[0]);
  const error = details.errorInstance;
  const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const again = `FUZZ_SEED=${seed} fails again; smallest input found:`;
  return {
    name: target.name,
    runs: details.numRuns,
    failure: `${target.name}: ${why}\n${again}\n${found}`,
  };
}

function publish(text: string): void {
  const length = Buffer.from(input.buffer).write(text.slice(0, input.length));
  Atomics.store(head, 1, length);
  Atomics.add(head, 0, 1);
}
