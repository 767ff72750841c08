import { describe, expect, it } from 'vitest';
import type { RunState, StepState, StepStatus } from '../../src/journal/state.ts';
import { buildPlan } from '../../src/plan/plan.ts';
import { compareWithState } from '../../src/plan/resume.ts';
import { fence, INVENTORY, page, runbook } from './support.ts';

const TEXT = page(
  'targets: web1',
  fence('bash run id=a', 'echo {{ host.address }}'),
  fence('bash run id=b', 'true'),
);

function planned(text = TEXT, inventory = INVENTORY) {
  const result = buildPlan({ runbook: runbook(text), inventory, params: {} });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.plan;
}

/** What a run of TEXT would have left behind. */
function state(status: StepStatus, more: Partial<StepState> = {}): RunState {
  const steps = planned().steps.map(
    ({ id, host, title, hash, sourceHash }): StepState => ({
      ...{ step: id, host, title, hash, sourceHash, status, attempts: 1 },
      ...more,
    }),
  );
  return {
    ...{
      run: 'r',
      runbook: 'test',
      title: 'Test',
      operator: 'x',
      startedAt: '2026-01-01T00:00:00Z',
    },
    ...{ status: 'paused', params: {}, selection: {}, transport: 'ssh', sessions: [], steps },
  };
}

const verdicts = (items: ReturnType<typeof compareWithState>) =>
  items.map(({ id, host, verdict }) => `${id}@${host} ${verdict}`);

describe('the same plan', () => {
  it.each<[StepStatus, string]>([
    ['pending', 'pending'],
    ['done', 'done'],
    ['skipped', 'done'],
    ['failed', 'failed'],
    ['unknown', 'unknown'],
  ])('%s is %s', (status, verdict) => {
    expect(verdicts(compareWithState(planned(), state(status)))).toEqual([
      `a@web1 ${verdict}`,
      `b@web1 ${verdict}`,
    ]);
  });
});

describe('a skipped step', () => {
  const found = (detail: string) => {
    const sessions = ['ada', 'bob'].map((operator) => ({
      ...{ operator, machine: 'desk', version: '0', at: '2026-01-01T00:00:00Z' },
    }));
    const was = { ...state('skipped', { detail, endedIn: 1 }), sessions };
    return compareWithState(planned(), was).map(({ skippedBy, ...item }) => [
      skippedBy,
      item.detail,
    ])[0];
  };

  it('is satisfied when its check said so', () => {
    expect(found('its check says that it is satisfied')).toEqual([undefined, 'was satisfied']);
  });

  it.each(['skipped by the operator', 'the operator said so', 'as the command line says'])(
    'is not, when somebody left it out: %s',
    (detail) => {
      expect(found(detail)).toEqual(['bob', 'skipped by bob']);
    },
  );
});

describe('another plan', () => {
  it('an edited text is told from changed data', () => {
    const edited = TEXT.replace('\ntrue', '\ntrue # now');
    const moved = structuredClone(INVENTORY);
    if (moved.hosts.web1) moved.hosts.web1.address = '192.0.2.99';
    expect(verdicts(compareWithState(planned(edited, moved), state('done')))).toEqual([
      'a@web1 inventory-changed',
      'b@web1 done-but-edited',
    ]);
  });

  it('steps move without losing what they are', () => {
    const swapped = page(
      'targets: web1',
      fence('bash run id=b', 'true'),
      fence('bash run id=a', 'echo {{ host.address }}'),
    );
    expect(verdicts(compareWithState(planned(swapped), state('done')))).toEqual([
      'b@web1 done',
      'a@web1 done',
    ]);
  });

  it('a step or a target can be new, or removed', () => {
    const text = page('targets: web', fence('bash run id=a', 'echo {{ host.address }}'));
    expect(verdicts(compareWithState(planned(text), state('done')))).toEqual([
      'a@web1 done',
      'a@web2 new',
      'b@web1 removed',
    ]);
  });

  it('what was not finished keeps its verdict, whatever became of its text', () => {
    const edited = TEXT.replace('\ntrue', '\nfalse');
    expect(verdicts(compareWithState(planned(edited), state('unknown')))).toEqual([
      'a@web1 unknown',
      'b@web1 unknown',
    ]);
  });
});

it('says why, and hands over both sides', () => {
  const [item] = compareWithState(planned(), state('failed', { detail: 'exit code 3' }));
  expect(item).toMatchObject({ detail: 'exit code 3', step: { id: 'a' }, state: { step: 'a' } });
});
