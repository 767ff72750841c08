import pc from 'picocolors';
import { expect, it } from 'vitest';
import { stepLines } from '../../src/cli/run-view.ts';
import type { StepState } from '../../src/journal/state.ts';

const colors = pc.createColors(false);
const BEGUN: StepState = {
  step: 'a',
  host: 'web1',
  title: 'A',
  hash: 'h',
  sourceHash: 'h',
  status: 'unknown',
  attempts: 1,
};

it.each([
  ['nobody is at it: nobody knows', BEGUN, false, /\? +a +web1 +unknown/],
  ['a process is at it: it is under way', BEGUN, true, /▸ +a +web1 +under way/],
  [
    'a process is at another one',
    { ...BEGUN, detail: 'its link was lost' },
    true,
    /\? +a +web1 +unknown/,
  ],
])('a step without an end, %s', (_name, state, atWork, line) => {
  expect(stepLines([state], colors, undefined, atWork)[1]).toMatch(line);
});
