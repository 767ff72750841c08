import { describe, expect, it } from 'vitest';
import { exitOf, sayHowToGoOn } from '../../src/cli/ending.ts';
import type { ExecuteOutcome } from '../../src/executor/options.ts';
import { testTerminal } from './support/terminal.ts';

const outcome = (change: Partial<ExecuteOutcome>): ExecuteOutcome => ({
  ...{ status: 'paused', failures: [], recap: [] },
  ...change,
});
const paused = (reason: 'interrupt' | 'question' | 'locked', undecided = false): ExecuteOutcome => {
  const at = undecided ? { undecided: { step: 'a', host: 'h1' } } : {};
  return outcome({ pause: { reason, detail: 'why', ...at } });
};

function said(end?: ExecuteOutcome): string {
  const { terminal, shown } = testTerminal();
  sayHowToGoOn(terminal, 'r1', end);
  return shown();
}

describe('how a run ended', () => {
  it.each<[string, ExecuteOutcome | undefined, number | undefined, string]>([
    ['well', outcome({ status: 'succeeded' }), 0, ''],
    [
      'given up: nobody is told to go on',
      outcome({ status: 'aborted' }),
      1,
      'aborted: the operator gave the run up\n',
    ],
    [
      'with a failure',
      outcome({ status: 'failed', failures: ['exit-code'] }),
      1,
      'next: runbook resume r1\n',
    ],
    ['interrupted', paused('interrupt'), 130, 'next: runbook resume r1\n'],
    ['waiting', paused('question'), 3, 'next: runbook resume r1\n'],
    ['locked', paused('locked'), 6, 'next: runbook resume r1\n'],
    [
      'waiting for a decision',
      paused('question', true),
      3,
      'next: runbook resume r1\n  with --done a@h1, --rerun a@h1 or --skip a@h1, which decides\n',
    ],
    ['broken off', undefined, undefined, 'next: runbook resume r1\n'],
  ])('%s', (_name, end, code, line) => {
    if (end) expect(exitOf(end)).toBe(code);
    expect(said(end)).toBe(line);
  });
});
