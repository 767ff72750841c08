/** Each folder of errors/ holds YAML files, and what is said of them: add one and get a test. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseInventory } from '../../src/inventory/parse.ts';
import { formatProblem } from '../../src/problem/problem.ts';
import { casesIn, filesIn } from './support/cases.ts';

const FOLDER = join(import.meta.dirname, 'errors');

describe('inventory errors', () => {
  it.each(casesIn(FOLDER))('%s', async (name) => {
    const folder = join(FOLDER, name);
    const parsed = parseInventory(filesIn(folder));
    expect(parsed.ok).toBe(false);
    const text = parsed.ok ? '' : parsed.problems.map(formatProblem).join('\n');
    expect(text).not.toMatch(/undefined|\[object|Invalid input/);
    await expect(`${text}\n`).toMatchFileSnapshot(join(folder, 'expected.txt'));
  });
});
