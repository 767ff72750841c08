import { describe, expect, it } from 'vitest';
import { runEvidence } from '../../../src/journal/evidence.ts';
import { replay } from '../../../src/journal/fold.ts';
import type { NewEntry } from '../../../src/journal/journal.ts';
import type { Plan } from '../../../src/plan/model.ts';
import { type StepRun, stepRuns } from '../../../src/site/runbook/evidence.ts';
import { decision, ended, journal, ref, started } from '../../journal/records.ts';

const evidence = (...entries: NewEntry[]) => {
  const all = journal(...entries);
  return runEvidence(all, replay(all).state);
};

/** Today's plan has these texts for step `one`. */
const planned =
  (hash = 'hash-one', sourceHash = 'source-one') =>
  () =>
    ({ steps: [{ id: 'one', host: 'web1', hash, sourceHash }] }) as unknown as Plan;

const one = (entries: NewEntry[], plan = planned()): StepRun | undefined =>
  stepRuns([evidence(...entries)], ['web1'], plan).one?.[0];

describe('stepRuns', () => {
  it.each<[string, NewEntry[], StepRun['outcome'] | undefined]>([
    ['a step that was not begun', [], undefined],
    ['one that changed something', [started('one'), ended('one', 'changed')], 'done'],
    ['one that printed only', [started('one'), ended('one', 'ok')], 'done'],
    ['one whose check held', [ended('one', 'skipped')], 'satisfied'],
    ['one that failed', [started('one'), ended('one', 'failed')], 'failed'],
    ['one without an end', [started('one')], 'unknown'],
    [
      'one that a person declared done',
      [
        started('one'),
        { type: 'step-unknown', ...ref('one'), attempt: 1, detail: 'link' },
        decision('one', 'done'),
      ],
      'declared',
    ],
    ['one that a person left out', [decision('one', 'skip')], 'skipped'],
  ])('%s', (_, entries, outcome) => {
    expect(one(entries)?.outcome).toBe(outcome);
  });

  it('tells when, who, where and how long, and nothing else', () => {
    const secret: NewEntry = {
      ...(ended('one', 'failed') as Extract<NewEntry, { type: 'step-ended' }>),
      ...{ detail: 's3cr3t', outputs: { token: 's3cr3t' } },
    };
    expect(one([started('one'), secret])).toEqual({
      ...{ host: 'web1', at: '2026-01-01T00:00:02Z', operator: 'ada' },
      ...{ outcome: 'failed', durationMs: 5, text: 'same' },
    });
  });

  it.each([
    ['hash-one', 'source-one', 'same'],
    ['other', 'source-one', 'changed'],
    ['other', 'other', 'edited'],
  ])('holds what was run against today’s text: %s, %s → %s', (hash, sourceHash, text) => {
    expect(one([started('one'), ended('one', 'ok')], planned(hash, sourceHash))?.text).toBe(text);
  });

  it('says edited when today’s runbook can’t be planned so any more', () => {
    expect(one([started('one'), ended('one', 'ok')], () => undefined as never)?.text).toBe(
      'edited',
    );
  });

  it('has the last run on each host, in the order of the hosts', () => {
    const on = (host: string, at: string, result: 'ok' | 'failed') => {
      const { sessions, state } = evidence();
      const attempt = {
        kind: 'attempt',
        attempt: 1,
        hash: 'hash-one',
        session: 0,
        endedAt: at,
        result,
        reverts: [],
      } as const;
      const step = {
        ...state.steps[0]!,
        host,
        status: result === 'ok' ? 'done' : 'failed',
      } as const;
      return { file: '', state, sessions, steps: [{ state: step, happenings: [attempt] }] };
    };
    const runs = [
      on('web2', '2026-02-02T00:00:00Z', 'ok'),
      on('web1', '2026-02-03T00:00:00Z', 'failed'),
      on('web1', '2026-02-01T00:00:00Z', 'ok'),
    ];
    expect(
      stepRuns(runs, ['web1', 'web2'], planned()).one?.map(({ host, outcome }) => [host, outcome]),
    ).toEqual([
      ['web1', 'failed'],
      ['web2', 'done'],
    ]);
  });
});
