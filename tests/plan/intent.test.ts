import { describe, expect, it } from 'vitest';
import type { ResumeVerdict, StepState } from '../../src/journal/state.ts';
import { intentOf } from '../../src/plan/intent.ts';
import type { PlannedStep, PlannedVerify } from '../../src/plan/model.ts';

const RUN = { kind: 'run', command: {}, answers: [] } as unknown as PlannedStep['action'];
const PUT = { kind: 'put', file: {} } as unknown as PlannedStep['action'];
const VERIFY = { retries: 0, everyMs: 0 } as PlannedVerify;

function intent(
  verdict: ResumeVerdict,
  step: Partial<PlannedStep> = {},
  state: Partial<StepState> = {},
): string {
  const planned = { action: RUN, changing: true, rerunSafe: false, ...step } as PlannedStep;
  const found = intentOf({
    ...{ id: 'a', host: 'h1', title: 'A', detail: '', verdict },
    ...(verdict === 'removed' ? {} : { step: planned }),
    state: state as StepState,
  });
  return 'by' in found ? `${found.kind} ${found.by}` : found.kind;
}

describe('what a resume does by itself', () => {
  it.each<[ResumeVerdict, Partial<PlannedStep>, Partial<StepState>, string]>([
    ['done', {}, {}, 'keep'],
    ['pending', {}, {}, 'run'],
    ['new', {}, {}, 'run'],
    ['removed', {}, {}, 'removed'],
    ['failed', {}, { reason: 'exit-code' }, 'ask'],
    ['failed', {}, { reason: 'unreachable' }, 'run'],
    ['failed', {}, { reason: 'host-key' }, 'run'],
    ['failed', { rerunSafe: true }, { reason: 'exit-code' }, 'rerun'],
    ['failed', { changing: false }, { reason: 'exit-code' }, 'rerun'],
    ['failed', { action: PUT }, { reason: 'verify' }, 'rerun'],
    ['done-but-edited', {}, {}, 'ask'],
    ['done-but-edited', { rerunSafe: true }, {}, 'ask'],
    ['done-but-edited', { changing: false }, {}, 'rerun'],
    ['inventory-changed', {}, {}, 'ask'],
    ['inventory-changed', { action: PUT }, {}, 'ask'],
    ['unknown', {}, {}, 'ask'],
    ['unknown', { verify: VERIFY }, {}, 'look-up verify'],
    ['unknown', { check: VERIFY }, {}, 'look-up check'],
    ['unknown', {}, { remote: 'a.1' }, 'look-up attach'],
    ['unknown', { verify: VERIFY }, { remote: 'a.1' }, 'look-up attach'],
    ['unknown', { rerunSafe: true }, {}, 'rerun'],
    ['unknown', { action: PUT }, {}, 'rerun'],
  ])('%s, %j, %j: %s', (verdict, step, state, expected) => {
    expect(intent(verdict, step, state)).toBe(expected);
  });
});
