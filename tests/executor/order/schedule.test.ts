import { describe, expect, it } from 'vitest';
import { rounds } from '../../../src/executor/order/schedule.ts';
import type { Plan, PlannedStep } from '../../../src/plan/model.ts';
import { planOf, step } from '../support.ts';

/** `[a@h1|a@h2]×1 …`: lanes between bars, steps of a lane after one another. */
function drawn(plan: Plan, forks?: number): string {
  return rounds(plan, forks)
    .map(({ lanes, width }) => {
      const lane = (items: (typeof lanes)[number]): string =>
        items.map(({ step: { id, host } }) => `${id}@${host}`).join(' ');
      return `[${lanes.map(lane).join('|')}]×${width}`;
    })
    .join(' ');
}

const on = (id: string, host: string, change: Partial<PlannedStep> = {}) =>
  step(id, '', { host, ...change });
const AB = [on('a', 'h1'), on('a', 'h2'), on('b', 'h1'), on('b', 'h2')];
const BY_HOST = [on('a', 'h1'), on('b', 'h1'), on('a', 'h2'), on('b', 'h2')];
const RISKY = [on('a', 'h1', { reboots: true }), on('a', 'h2', { reboots: true })];
const WITH_FLAG = [
  on('a', 'h1'),
  on('a', 'h2'),
  on('b', 'h1', { parallel: true }),
  on('b', 'h2', { parallel: true }),
];

describe('rounds', () => {
  it.each<[string, Plan, number | undefined, string]>([
    ['one host at a time', planOf(AB), undefined, '[a@h1|a@h2]×1 [b@h1|b@h2]×1'],
    ['--forks', planOf(AB), 2, '[a@h1|a@h2]×2 [b@h1|b@h2]×2'],
    ['the runbook', planOf(AB, { parallel: 5 }), undefined, '[a@h1|a@h2]×5 [b@h1|b@h2]×5'],
    ['--forks before the runbook', planOf(AB, { parallel: 5 }), 1, '[a@h1|a@h2]×1 [b@h1|b@h2]×1'],
    ['a step that may', planOf(WITH_FLAG), undefined, '[a@h1|a@h2]×1 [b@h1|b@h2]×2'],
    ['--forks 1 before a step', planOf(WITH_FLAG), 1, '[a@h1|a@h2]×1 [b@h1|b@h2]×1'],
    ['by host', planOf(BY_HOST, { order: 'by-host' }), undefined, '[a@h1 b@h1|a@h2 b@h2]×1'],
    ['by host, --forks', planOf(BY_HOST, { order: 'by-host' }), 9, '[a@h1 b@h1|a@h2 b@h2]×9'],
    [
      'a step that comes twice keeps the order of the plan',
      planOf([on('a', 'h1'), on('b', 'h1'), on('a', 'h2')]),
      undefined,
      '[a@h1]×1 [b@h1]×1 [a@h2]×1',
    ],
    [
      'a host has one lane, wherever its steps stand',
      planOf([on('a', 'h1'), on('a', 'h2'), on('b', 'h1')], { order: 'by-host' }),
      undefined,
      '[a@h1 b@h1|a@h2]×1',
    ],
    ['a step that reboots', planOf(RISKY, { parallel: 5 }), undefined, '[a@h1|a@h2]×1'],
    ['a step that reboots, --forks', planOf(RISKY), 2, '[a@h1|a@h2]×2'],
    [
      'a step that may lock out, by host',
      planOf([...BY_HOST, on('c', 'h2', { revertMs: 1 })], { order: 'by-host', parallel: 5 }),
      undefined,
      '[a@h1 b@h1|a@h2 b@h2 c@h2]×1',
    ],
    ['nothing', planOf([]), undefined, ''],
  ])('%s', (_name, plan, forks, expected) => {
    expect(drawn(plan, forks)).toBe(expected);
  });

  it('counts the steps as the plan does, from 1', () => {
    const [round] = rounds(planOf(BY_HOST, { order: 'by-host' }), 2);
    expect(round?.lanes.map((lane) => lane.map(({ index }) => index))).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });
});
