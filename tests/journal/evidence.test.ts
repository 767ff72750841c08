/** How a run got to where it stands. What people see of it: tests/cli/report. */
import { describe, expect, it } from 'vitest';
import { runEvidence } from '../../src/journal/evidence.ts';
import { fold } from '../../src/journal/fold.ts';
import type { NewEntry } from '../../src/journal/journal.ts';
import { decision, ended, journal, ref, started } from './records.ts';

const RESUMED: NewEntry = { type: 'resumed', operator: 'grace', machine: 'laptop', version: '0' };
const LOST: NewEntry = { type: 'step-unknown', ...ref('one'), attempt: 1, detail: 'link lost' };
const UNREACHABLE: NewEntry = {
  type: 'step-ended',
  ...ref('one'),
  attempt: 1,
  result: 'failed',
  reason: 'unreachable',
  durationMs: 1,
};

/** The step `one`, each happening in a word, with the session that it was in. */
function story(...entries: NewEntry[]): string[] {
  const all = journal(...entries);
  const [one] = runEvidence(all, fold(all)).steps;
  return (one?.happenings ?? []).map((each) =>
    each.kind === 'decision'
      ? `${each.session}: ${each.decision}`
      : `${each.session}: try ${each.attempt} ${each.result}`,
  );
}

describe('a step’s story', () => {
  it.each<[string, NewEntry[], string[]]>([
    ['nothing', [], []],
    ['a plain end', [started('one'), ended('one', 'ok')], ['0: try 1 ok']],
    ['an end without a start', [ended('one', 'skipped')], ['0: try 1 skipped']],
    ['no end', [started('one')], ['0: try 1 unknown']],
    [
      'attached to again: one try, begun by the first operator',
      [started('one'), LOST, RESUMED, ended('one', 'changed')],
      ['0: try 1 changed'],
    ],
    [
      'unreachable, then run: two tries of the same number',
      [UNREACHABLE, RESUMED, started('one'), ended('one', 'ok')],
      ['0: try 1 failed', '1: try 1 ok'],
    ],
    [
      'decided, then run again',
      [started('one'), RESUMED, decision('one', 'rerun'), started('one', 2)],
      ['0: try 1 unknown', '1: rerun', '1: try 2 unknown'],
    ],
  ])('tells %s', (_, entries, expected) => {
    expect(story(...entries)).toEqual(expected);
  });
});

it('a run’s sessions have who, and how each ended', () => {
  const all = journal({ type: 'paused', reason: 'interrupt' }, RESUMED);
  const { sessions } = runEvidence(all, fold(all));
  expect(sessions.map(({ kind, operator, end }) => [kind, operator, end])).toEqual([
    ['run', 'ada', 'paused: interrupt'],
    ['resume', 'grace', undefined],
  ]);
});
