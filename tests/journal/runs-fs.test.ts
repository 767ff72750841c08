import { mkdirSync, readFileSync, renameSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createRun, JOURNAL_FILE } from '../../src/journal/file-fs.ts';
import { findRun, listRuns } from '../../src/journal/runs-fs.ts';
import { ProblemError } from '../../src/problem/problem.ts';
import { ended, START, started } from './records.ts';
import { scratch } from './scratch.ts';

/** Runs with known ids, in a new state folder. */
function stateWith(...ids: string[]): string {
  const state = scratch();
  for (const id of ids) renameSync(createRun(state, START).folder, join(state, id));
  return state;
}

function problemOf(action: () => unknown): ProblemError {
  try {
    action();
  } catch (error) {
    if (error instanceof ProblemError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('listRuns', () => {
  it('has none where there is no folder', () => {
    expect(listRuns(join(scratch(), 'absent'))).toEqual([]);
  });

  it('lists the newest first, and nothing but runs', () => {
    const state = stateWith(
      '20260101-000000-aaaaaa',
      '20260301-000000-bbbbbb',
      '20260201-000000-cccccc',
    );
    mkdirSync(join(state, 'locks'));
    writeFileSync(join(state, 'note.txt'), '');
    expect(listRuns(state).map(({ run }) => run)).toEqual([
      '20260301-000000-bbbbbb',
      '20260201-000000-cccccc',
      '20260101-000000-aaaaaa',
    ]);
  });

  it('lists a damaged journal with what is wrong', () => {
    const state = stateWith('20260101-000000-aaaaaa', '20260301-000000-bbbbbb');
    const broken = join(state, '20260301-000000-bbbbbb', JOURNAL_FILE);
    truncateSync(broken, 25);
    const [first, second] = listRuns(state);
    expect(first?.problems.map(({ rule }) => rule)).toEqual(['journal-torn', 'journal-start']);
    expect(first?.damage?.rule).toBe('journal-start');
    expect(first?.state.run).toBe('20260301-000000-bbbbbb');
    expect(second?.problems).toEqual([]);
  });

  it('of a journal damaged in the middle, tells what is before, and doubts the rest', async () => {
    const state = scratch();
    const run = createRun(state, START);
    await Promise.all(
      [started('one'), ended('one', 'ok'), started('two')].map((entry) => run.append(entry)),
    );
    await run.close();
    const path = join(run.folder, JOURNAL_FILE);
    writeFileSync(path, readFileSync(path, 'utf8').replace('"step-started","step":"two"', '"'));
    const [record] = listRuns(state);
    expect(record?.damage?.place).toMatchObject({ file: path, line: 4 });
    expect(record?.state.steps.map(({ status }) => status)).toEqual(['done', 'unknown', 'unknown']);
  });

  it('lists a journal that is not a file', () => {
    const state = scratch();
    mkdirSync(join(state, '20260101-000000-aaaaaa', JOURNAL_FILE), { recursive: true });
    expect(listRuns(state)[0]?.problems.map(({ rule }) => rule)).toEqual(['journal-read']);
  });
});

describe('findRun', () => {
  const ids = ['20260101-000000-aaaaaa', '20260101-000001-bbbbbb', '20260201-000000-cccccc'];

  it.each([
    ['20260101-000000-aaaaaa', ids[0]],
    ['202602', ids[2]],
    ['bbbbbb', ids[1]],
  ])('finds %s', (prefix, run) => {
    expect(findRun(stateWith(...ids), prefix).run).toBe(run);
  });

  it('names the candidates of an ambiguous beginning', () => {
    const state = stateWith(...ids);
    const [problem] = problemOf(() => findRun(state, '202601')).problems;
    expect(problem).toMatchObject({
      rule: 'run-ambiguous',
      expected: '20260101-000001-bbbbbb, 20260101-000000-aaaaaa',
    });
  });

  it('says what there is when nothing matches', () => {
    const [problem] = problemOf(() => findRun(stateWith(...ids), 'zzz')).problems;
    expect(problem?.rule).toBe('run-unknown');
    expect(problem?.expected).toContain('20260201-000000-cccccc');
  });
});
