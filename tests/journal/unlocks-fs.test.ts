import { appendFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { appendUnlock, listUnlocks, type UnlockRecord } from '../../src/journal/unlocks-fs.ts';
import { scratch } from './scratch.ts';

const RECORD: UnlockRecord = {
  at: '2026-01-01T00:00:00Z',
  lock: '0123abcd',
  run: 'r1',
  runbook: 'demo',
  host: 'web1',
  operator: 'ada',
  machine: 'desk',
};

it('keeps each removal on a line, private, and reads what can be read', () => {
  const state = join(scratch(), 'state');
  expect(listUnlocks(state)).toEqual([]);
  appendUnlock(state, RECORD);
  appendFileSync(join(state, 'unlocks.jsonl'), '{"torn":\n[]\n{"at":"x"}\n');
  appendUnlock(state, { ...RECORD, lock: 'ffffffff' });
  expect(listUnlocks(state).map(({ lock }) => lock)).toEqual(['0123abcd', 'ffffffff']);
  expect(statSync(join(state, 'unlocks.jsonl')).mode & 0o777).toBe(0o600);
});
