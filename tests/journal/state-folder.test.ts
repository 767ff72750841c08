/** A state folder that can not be listed is a problem in words. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { listLocks, unlock } from '../../src/journal/lock-fs.ts';
import { findRun, listRuns } from '../../src/journal/runs-fs.ts';
import { ProblemError } from '../../src/problem/problem.ts';
import { scratch } from '../executor/support.ts';

it.each([
  ['all runs', (path: string) => listRuns(path)],
  ['one of them', (path: string) => findRun(path, '2026')],
  ['all locks', (path: string) => listLocks(path)],
  ['a lock to remove', (path: string) => unlock(path, 'abcdef')],
])('%s', (_, read) => {
  const path = join(scratch(), 'runbook');
  writeFileSync(path, '');
  expect(() => read(path)).toThrow(ProblemError);
  expect(() => read(path)).toThrow(/can not be read: a file stands where its folder should be/);
});

it('that is not there has no runs and no locks', () => {
  const path = join(scratch(), 'runbook');
  expect(listRuns(path)).toEqual([]);
  expect(listLocks(path)).toEqual([]);
});
