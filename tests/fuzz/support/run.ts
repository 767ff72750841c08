/** Starts the worker of a module of targets, and ends it when an input takes for ever. */
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Job, Result } from './worker.ts';

/** Far beyond what any input takes, also on a busy machine: no measure of speed. */
const HANGS_AFTER_MS = 60_000;
const INPUT_BYTES = 1 << 20;

export interface FuzzOptions {
  /** Inputs for each target, instead of its own number. */
  readonly runs?: number;
  readonly seed: number;
}

/** @returns the results of the module's targets. @throws Error with the input that hangs or kills */
export async function fuzz(module: string, { runs, seed }: FuzzOptions): Promise<Result[]> {
  const head = new Int32Array(new SharedArrayBuffer(8));
  const input = new Uint8Array(new SharedArrayBuffer(INPUT_BYTES));
  const worker = new Worker(join(import.meta.dirname, 'worker.ts'), {
    workerData: { module, runs, seed, head, input } satisfies Job,
    // As the command runs: the tests' own process has libraries assert what they assume.
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: 1024 },
  });
  const last = (): string =>
    Buffer.from(input.slice(0, Atomics.load(head, 1)))
      .toString()
      .slice(0, 5000);
  try {
    return await Promise.race([results(worker, last), hang(head, last)]);
  } finally {
    await worker.terminate();
  }
}

function results(worker: Worker, last: () => string): Promise<Result[]> {
  const found: Result[] = [];
  return new Promise((resolve, reject) => {
    worker.on('message', (message: Result | 'done') => {
      if (message === 'done') resolve(found);
      else found.push(message);
    });
    worker.on('error', (error) => reject(new Error(`${error.message}\nat: ${last()}`)));
    worker.on('exit', () => reject(new Error(`the worker ended\nat: ${last()}`)));
  });
}

/** Rejects when the same input is still at work after a long time. */
function hang(head: Int32Array, last: () => string): Promise<never> {
  return new Promise((_resolve, reject) => {
    let before = -1;
    const timer = setInterval(() => {
      const now = Atomics.load(head, 0);
      if (now === before) {
        clearInterval(timer);
        reject(new Error(`this input never ends: ${last()}`));
      }
      before = now;
    }, HANGS_AFTER_MS);
    timer.unref();
  });
}
