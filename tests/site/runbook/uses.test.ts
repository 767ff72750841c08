import { describe, expect, it } from 'vitest';
import type { StepRun } from '../../../src/site/runbook/evidence.ts';
import { byUse, lastRun } from '../../../src/site/runbook/uses.ts';
import type { SiteRunbook } from '../../../src/site/runbooks.ts';

const runbook = (name: string, kind: string, more: Partial<SiteRunbook> = {}) =>
  ({
    name,
    historical: false,
    runs: {},
    steps: [{ kind: 'reads' }, { kind }],
    ...more,
  }) as SiteRunbook;

describe('runbooks by use', () => {
  it('puts those of an outage first, and tells looking from changing', () => {
    const all = [
      runbook('old', 'reads', { historical: true }),
      runbook('join', 'changes'),
      runbook('look', 'reads'),
      runbook('by-hand', 'manual'),
      runbook('repair', 'writes'),
    ];
    const shown = byUse(all, ['repair']).map(([use, list]) => [
      use,
      ...list.map(({ name }) => name),
    ]);
    expect(shown).toEqual([
      ['outage', 'repair'],
      ['looking', 'look'],
      ['changing', 'join', 'by-hand'],
      ['historical', 'old'],
    ]);
  });

  it('has no empty group', () => {
    expect(byUse([], [])).toEqual([]);
  });

  it('knows the newest run of all steps and hosts', () => {
    const run = (at: string) => ({ at }) as StepRun;
    const runs = {
      a: [run('2026-01-01T00:00:00Z'), run('2026-03-01T00:00:00Z')],
      b: [run('2026-02-01T00:00:00Z')],
    };
    expect(lastRun(runbook('x', 'reads', { runs }))?.at).toBe('2026-03-01T00:00:00Z');
    expect(lastRun(runbook('x', 'reads'))).toBeUndefined();
  });
});
