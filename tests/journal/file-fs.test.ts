import { appendFileSync, mkdirSync, readFileSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createRun, JOURNAL_FILE, openRun, readJournal } from '../../src/journal/file-fs.ts';
import { fold } from '../../src/journal/fold.ts';
import { ProblemError } from '../../src/problem/problem.ts';
import { ended, START, scratch, started } from './samples.ts';

const RESUMED = { operator: 'bob', machine: 'desk', version: '0' };
const UMASK = process.umask();
afterEach(() => void process.umask(UMASK));

function mode(path: string): string {
  return (statSync(path).mode & 0o7777).toString(8);
}

describe('the journal file', () => {
  it.each([0o000, 0o022, 0o077, 0o277])('is private whatever the umask (%o)', async (umask) => {
    const base = scratch();
    process.umask(umask);
    const run = createRun(join(base, 'state'), START);
    run.output('output/one.log', 'hello\n');
    await run.close();
    process.umask(UMASK);
    expect(mode(run.folder)).toBe('700');
    expect(mode(join(run.folder, JOURNAL_FILE))).toBe('600');
    expect(mode(join(run.folder, 'output'))).toBe('700');
    expect(mode(join(run.folder, 'output/one.log'))).toBe('600');
  });

  it('numbers its records and keeps them', async () => {
    const run = createRun(scratch(), START);
    await run.append(started('one'));
    await run.append(ended('one', 'ok'));
    const { entries, problems } = readJournal(run.folder);
    expect(problems).toEqual([]);
    expect(entries.map(({ seq, type }) => [seq, type])).toEqual([
      [1, 'run-started'],
      [2, 'step-started'],
      [3, 'step-ended'],
    ]);
    expect(fold(entries)).toMatchObject({ run: run.run, runbook: 'demo', operator: 'ada' });
    await run.close();
  });

  it('goes on where it stopped', async () => {
    const run = createRun(scratch(), START);
    await run.close();
    const again = openRun(run.folder, RESUMED);
    await again.append(started('one'));
    await again.close();
    expect(readJournal(run.folder).entries.map(({ seq, type }) => [seq, type])).toEqual([
      [1, 'run-started'],
      [2, 'resumed'],
      [3, 'step-started'],
    ]);
  });

  it.each([1, 5, 40])(
    'after a record torn by %i bytes, nothing is lost or glued',
    async (bytes) => {
      const run = createRun(scratch(), START);
      await run.append(started('one'));
      await run.close();
      const path = join(run.folder, JOURNAL_FILE);
      truncateSync(path, statSync(path).size - bytes);
      const kept = bytes === 1;
      await openRun(run.folder, RESUMED).close();
      const { entries, problems } = readJournal(run.folder);
      expect(entries.map(({ type }) => type)).toEqual([
        'run-started',
        ...(kept ? ['step-started'] : []),
        'resumed',
      ]);
      expect(problems.map(({ rule }) => rule)).toEqual(kept ? [] : ['journal-line']);
      expect(readFileSync(path, 'utf8').endsWith('}\n')).toBe(true);
    },
  );

  it('a record that could not be written whole does not spoil the next one', async () => {
    const run = createRun(scratch(), START);
    await run.close();
    appendFileSync(join(run.folder, JOURNAL_FILE), '{"seq":2,"at":"20');
    const again = openRun(run.folder, RESUMED);
    await again.append(started('one'));
    await again.close();
    expect(readJournal(run.folder).entries.map(({ seq }) => seq)).toEqual([1, 2, 3]);
  });

  it('refuses to resume a journal without its start', async () => {
    const run = createRun(scratch(), START);
    await run.close();
    truncateSync(join(run.folder, JOURNAL_FILE), 10);
    expect(() => openRun(run.folder, RESUMED)).toThrow(ProblemError);
  });

  it('says so when the state folder can not be written', () => {
    const base = scratch();
    appendFileSync(join(base, 'file'), '');
    expect(() => createRun(join(base, 'file'), START)).toThrow(/can not be written/);
    mkdirSync(join(base, 'ok'));
    expect(() => createRun(join(base, 'ok'), START)).not.toThrow();
  });

  it('gives each run its own folder, newest last', () => {
    const state = scratch();
    const runs = Array.from({ length: 5 }, () => createRun(state, START).run);
    expect(new Set(runs).size).toBe(5);
    for (const run of runs) expect(run).toMatch(/^\d{8}-\d{6}-[0-9a-f]{6}$/);
  });
});
