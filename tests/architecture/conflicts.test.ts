/** A merge that was finished too early leaves its marks in files that no compiler reads. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const MARK = /^(?:<{7}|>{7}) /m;

test('no page, component or style holds the marks of a merge', () => {
  const files = globSync('{src,content,runbooks}/**/*.{astro,css,mdx,yaml,liquid}', { cwd: ROOT });
  expect(files.length).toBeGreaterThan(50);
  expect(files.filter((file) => MARK.test(readFileSync(join(ROOT, file), 'utf8')))).toEqual([]);
});
