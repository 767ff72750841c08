import { describe, expect, it } from 'vitest';
import type { StepContext } from '../../../src/executor/context.ts';
import { createMask } from '../../../src/executor/mask/mask.ts';
import { Report } from '../../../src/executor/report.ts';
import { type Complete, Outputs } from '../../../src/executor/step/outputs.ts';
import type { PlannedStep } from '../../../src/plan/model.ts';
import { findOutput } from '../../../src/plan/step-outputs.ts';
import { command, MemoryJournal, planOf, resume, run, step, trace } from '../support.ts';

const NEEDS = [{ step: 'a', key: 'id' }];
const needy = (change: Partial<PlannedStep> = {}) =>
  step('b', 'rm ‹steps.a.id›', { needs: NEEDS, ...change });

/** As the plan does it, for one command that is `rm` and the value. */
const complete: Complete = (planned, recorded) => {
  const found = findOutput(recorded, planned.host, NEEDS[0] as (typeof NEEDS)[0]);
  if (!found.ok)
    return { ok: false, problems: [{ rule: 'x', severity: 'error', message: found.why }] };
  const action = { kind: 'run', command: command(`rm ${found.value}`), answers: [] } as const;
  return { ok: true, step: { ...planned, action } };
};

/** A step on web1 that gave this. */
function took(outputs: Record<string, string>, secrets: Record<string, string> = {}) {
  const notices: string[] = [];
  const report = new Report(
    new MemoryJournal(),
    (event) => event.type === 'notice' && notices.push(event.text),
    createMask(secrets),
  );
  const given = new Outputs(complete, undefined);
  const context = { report, step: step('a', '') } as unknown as StepContext;
  const outcome = given.take(context, { kind: 'ended', result: 'changed', outputs });
  return { outcome, notices, completed: given.complete(needy()) };
}

describe('what a step gives', () => {
  it('is recorded, and completes a later one', () => {
    const { outcome, completed, notices } = took({ id: '7' });
    expect(outcome).toMatchObject({ outputs: { id: '7' } });
    expect(completed).toMatchObject({
      ok: true,
      step: { action: { command: { script: 'rm 7' } } },
    });
    expect(notices).toEqual([]);
  });

  it('is not kept when it holds a secret: that is said, and naming it is an error', () => {
    const { outcome, completed, notices } = took(
      { id: 'x-hunter22-y', ok: '1' },
      { pw: 'hunter22' },
    );
    expect(outcome).toMatchObject({ outputs: { ok: '1' }, withheld: ['id'] });
    expect(notices).toEqual([expect.stringContaining('"id" holds a secret')]);
    expect(completed).toMatchObject({
      ok: false,
      failure: { reason: 'output', detail: expect.stringContaining('holds a secret') },
    });
  });
});

describe('a run', () => {
  it('stops before a step that names what nobody gave; nothing of it is sent', async () => {
    const { host, outcome, journal } = await run(planOf([step('a', 'do a'), needy()]), {
      complete,
    });
    expect(host.sent).toEqual(['do a']);
    expect(outcome.failures).toEqual(['output']);
    expect(trace(journal).slice(-2)).toEqual(['ended b failed output', 'run failed']);
  });

  it('resumed, takes what an earlier session recorded', async () => {
    const plan = planOf([step('a', 'do a'), needy()]);
    const journal = new MemoryJournal().begin(plan);
    const ref = {
      step: 'a',
      host: 'web1',
      hash: 'hash of a',
      sourceHash: 'source of a',
      attempt: 1,
    };
    void journal.append({ type: 'step-started', ...ref, output: 'output/x' });
    const ended = { result: 'changed', durationMs: 1, outputs: { id: '7' } } as const;
    void journal.append({ type: 'step-ended', ...ref, ...ended });
    const { host, outcome } = await resume(plan, journal, { complete });
    expect([host.sent, outcome.status]).toEqual([['rm 7'], 'succeeded']);
  });

  it('that failed so is resumed without a question', async () => {
    const plan = planOf([step('a', 'do a'), needy()]);
    const { journal } = await run(plan, { complete });
    const again = await resume(plan, journal, { complete });
    expect(trace(again.journal).at(-2)).toBe('ended b failed output');
  });
});
