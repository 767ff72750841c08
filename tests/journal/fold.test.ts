import { describe, expect, it } from 'vitest';
import { fold, replay } from '../../src/journal/fold.ts';
import type { NewEntry } from '../../src/journal/journal.ts';
import { decision, ended, journal, ref, started } from './records.ts';

const LOST: NewEntry = { type: 'step-unknown', ...ref('one'), attempt: 1, detail: 'link lost' };

/** Name → entries about step "one" → its status. */
const STATUS: [string, NewEntry[], string][] = [
  ['nothing recorded', [], 'pending'],
  ['started and nothing more', [started('one')], 'unknown'],
  ['started, then said to be unknown', [started('one'), LOST], 'unknown'],
  ['started and changed', [started('one'), ended('one', 'changed')], 'done'],
  ['started and ok', [started('one'), ended('one', 'ok')], 'done'],
  ['started and failed', [started('one'), ended('one', 'failed')], 'failed'],
  ['satisfied already: nothing was sent', [ended('one', 'skipped')], 'skipped'],
  ['as wanted already', [ended('one', 'ok')], 'done'],
  ['unreachable: nothing was sent', [ended('one', 'failed')], 'failed'],
  ['unreachable, then tried again', [ended('one', 'failed'), started('one')], 'unknown'],
  ['unknown, decided done', [started('one'), decision('one', 'done')], 'done'],
  ['unknown, decided skip', [started('one'), decision('one', 'skip')], 'skipped'],
  ['unknown, decided rerun', [started('one'), decision('one', 'rerun')], 'pending'],
  ['unknown, operator aborts', [started('one'), decision('one', 'abort')], 'unknown'],
  [
    'rerun and cut off again',
    [started('one'), decision('one', 'rerun'), started('one', 2)],
    'unknown',
  ],
  ['done, then rerun wanted', [ended('one', 'ok'), decision('one', 'rerun')], 'pending'],
];

/** What the executor never writes: the step counts as unknown, and it is said. */
const CONTRADICTIONS: [string, NewEntry[]][] = [
  ['an end that changed something, without a start', [ended('one', 'changed')]],
  ['a start after done', [started('one'), ended('one', 'ok'), started('one', 2)]],
  ['two ends', [started('one'), ended('one', 'ok'), ended('one', 'failed')]],
  ['a start after unknown without a decision', [started('one'), started('one', 2)]],
];

describe('fold', () => {
  it.each(STATUS)('%s', (_name, entries, status) => {
    const { state, problems } = replay(journal(...entries));
    expect(state.steps.find(({ step }) => step === 'one')?.status).toBe(status);
    expect(problems).toEqual([]);
  });

  it.each(CONTRADICTIONS)('a contradiction is unknown: %s', (_name, entries) => {
    const { state, problems } = replay(journal(...entries));
    expect(state.steps.find(({ step }) => step === 'one')?.status).toBe('unknown');
    expect(problems.map(({ rule }) => rule)).toEqual(['journal-transition']);
  });

  it('of a damaged journal, doubts all that is not finished', () => {
    const before = journal(
      started('one'),
      ended('one', 'ok'),
      started('two'),
      ended('two', 'failed'),
    );
    const statuses = (damaged: boolean) =>
      replay(before, damaged).state.steps.map(({ status }) => status);
    expect(statuses(false)).toEqual(['done', 'failed', 'pending']);
    expect(statuses(true)).toEqual(['done', 'unknown', 'unknown']);
    expect(replay(before, true).state.steps[2]?.detail).toMatch(/damaged/);
  });

  it('says who did what', () => {
    const bob = { operator: 'bob', machine: 'laptop', version: '2' };
    const { sessions, steps } = fold(
      journal(
        ended('one', 'ok'),
        started('two'),
        { type: 'resumed', ...bob },
        decision('two', 'rerun'),
        started('two', 2),
        ended('two', 'changed'),
        decision('three', 'skip'),
      ),
    );
    expect(sessions).toEqual([
      { operator: 'ada', machine: 'desk', version: '0', at: '2026-01-01T00:00:00Z' },
      { ...bob, at: '2026-01-01T00:00:03Z' },
    ]);
    expect(steps.map(({ startedIn, endedIn }) => [startedIn, endedIn])).toEqual([
      [undefined, 0],
      [1, 1],
      [undefined, 1],
    ]);
  });

  it('tells steps of the same name on two hosts apart', () => {
    const other: NewEntry = { ...ended('one', 'ok'), host: 'web2' } as NewEntry;
    const steps = fold(journal(started('one'), other)).steps;
    expect(steps.map(({ step, host, status }) => [step, host, status])).toEqual([
      ['one', 'web1', 'unknown'],
      ['two', 'web1', 'pending'],
      ['three', 'web1', 'pending'],
      ['one', 'web2', 'done'],
    ]);
  });

  it('keeps the facts of a step', () => {
    const end: NewEntry = {
      type: 'step-ended',
      ...ref('one'),
      attempt: 2,
      result: 'failed',
      reason: 'exit-code',
      exitCode: 3,
      detail: 'it ended with code 3',
      durationMs: 12,
      backup: '/var/lib/x',
    };
    expect(fold(journal(started('one', 2), end)).steps[0]).toEqual({
      ...ref('one'),
      title: 'Step one',
      status: 'failed',
      result: 'failed',
      reason: 'exit-code',
      exitCode: 3,
      detail: 'it ended with code 3',
      attempts: 2,
      startedAt: '2026-01-01T00:00:01Z',
      startedIn: 0,
      endedAt: '2026-01-01T00:00:02Z',
      endedIn: 0,
      durationMs: 12,
      last: 3,
      output: 'output/one.log',
      backup: '/var/lib/x',
    });
  });

  it('forgets the facts of the attempt before', () => {
    const steps = fold(
      journal(started('one'), ended('one', 'failed'), decision('one', 'rerun'), started('one', 2)),
    ).steps;
    expect(steps[0]).toMatchObject({ status: 'unknown', attempts: 2 });
    expect(steps[0]?.result).toBeUndefined();
    expect(steps[0]?.endedAt).toBeUndefined();
  });

  it('takes over the plan of a resume: order, titles and hashes of what is pending', () => {
    const resumed: NewEntry = {
      type: 'resumed',
      operator: 'bob',
      machine: 'desk',
      version: '0',
      steps: [
        { ...ref('new'), title: 'New' },
        { ...ref('two'), hash: 'edited', title: 'Two, edited' },
        { ...ref('one'), hash: 'edited', title: 'One, edited' },
      ],
    };
    const { steps } = fold(journal(started('one'), ended('one', 'ok'), resumed));
    expect(steps.map(({ step, title, hash, status }) => [step, title, hash, status])).toEqual([
      ['new', 'New', 'hash-new', 'pending'],
      ['two', 'Two, edited', 'edited', 'pending'],
      ['one', 'One, edited', 'hash-one', 'done'],
    ]);
  });

  it('a step decided done after an edit has the new hash', () => {
    const decided = { ...decision('one', 'done'), hash: 'edited' } as NewEntry;
    expect(fold(journal(ended('one', 'ok'), decided)).steps[0]).toMatchObject({
      hash: 'edited',
      status: 'done',
    });
  });

  it.each([
    ['running', []],
    ['paused', [{ type: 'paused', reason: 'manual' }]],
    ['failed', [{ type: 'run-ended', status: 'failed' }]],
    [
      'running',
      [
        { type: 'paused', reason: 'manual' },
        { type: 'resumed', operator: 'a', machine: 'b', version: '0' },
      ],
    ],
  ] as [string, NewEntry[]][])('a run is %s', (status, entries) => {
    expect(fold(journal(...entries)).status).toBe(status);
  });

  it('ignores entries of a newer version', () => {
    const newer = {
      type: 'step-detached',
      step: 'one',
      host: 'web1',
      hash: 'x',
    } as unknown as NewEntry;
    expect(fold(journal(newer))).toEqual(fold(journal()));
  });

  it('an attempt that is begun again on an armed host is armed still; the next one is not', () => {
    const start = (attempt: number): NewEntry => ({
      ...(started('one', attempt) as Extract<NewEntry, { type: 'step-started' }>),
      revert: 90_000,
    });
    const armed: NewEntry = { type: 'revert', ...ref('one'), attempt: 1, state: 'armed' };
    const revertAfter = (...entries: NewEntry[]) =>
      fold(journal(...entries)).steps.find(({ step }) => step === 'one')?.revert;
    expect(revertAfter(start(1))).toEqual({ afterMs: 90_000 });
    expect(revertAfter(start(1), armed, decision('one', 'rerun'), start(1))).toMatchObject({
      state: 'armed',
    });
    expect(revertAfter(start(1), armed, decision('one', 'rerun'), start(2))).toEqual({
      afterMs: 90_000,
    });
  });

  it('survives an empty journal', () => {
    expect(fold([])).toMatchObject({ run: '', status: 'running', steps: [] });
  });
});
