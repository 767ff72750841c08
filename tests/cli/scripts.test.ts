/** Each file of `scripts/` is a test: see `support/transcript.ts` for how they read. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runScript } from './support/transcript.ts';

const SCRIPTS = join(import.meta.dirname, 'scripts');

describe('the command line', () => {
  it.each(readdirSync(SCRIPTS))(
    '%s',
    async (name) => {
      const path = join(SCRIPTS, name);
      const actual = runScript(readFileSync(path, 'utf8'));
      await expect(actual).toMatchFileSnapshot(path);
    },
    60_000,
  );
});
