/**
 * Each reader of what others wrote, against thousands of inputs that are nearly right.
 *
 *   FUZZ_RUNS=100000 npx vitest run tests/fuzz     more inputs, other ones each time
 *   FUZZ_SEED=…                                    the same again
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fuzz } from './support/run.ts';

/** In an ordinary run, the inputs are the same each time: a failure there is a change's. */
const SEED = 20_260_101;

const runs = process.env.FUZZ_RUNS === undefined ? undefined : Number(process.env.FUZZ_RUNS);
const chance = runs === undefined ? SEED : Math.floor(Math.random() * 2 ** 31);
const seed = Number(process.env.FUZZ_SEED ?? chance);
const MODULES = readdirSync(join(import.meta.dirname, 'targets')).sort();

let inputs = 0;

describe('whatever is read', () => {
  it.each(MODULES)(
    '%s: gives a result or a diagnostic',
    { timeout: 86_400_000 },
    async (module) => {
      const results = await fuzz(module, { runs, seed });
      inputs += results.reduce((sum, result) => sum + result.runs, 0);
      expect(results.flatMap(({ failure }) => failure ?? []).join('\n\n')).toBe('');
    },
  );

  it('was put to the test often enough', () => {
    process.stdout.write(`fuzzing: ${inputs} inputs, seed ${seed}\n`);
    expect(inputs).toBeGreaterThanOrEqual(runs === undefined ? 20_000 : runs);
  });
});
