/** `npm test` must not call a run good that isn't. */
import { describe, expect, it } from 'vitest';
import { add, countReport, figures, skippedTests, totalsLine } from '../../scripts/suites/run.ts';

const report = {
  success: true,
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 1,
  numTodoTests: 1,
  testResults: [
    {
      assertionResults: [
        { status: 'passed', fullName: 'runs' },
        { status: 'skipped', fullName: 'needs a browser' },
        { status: 'todo', fullName: 'later' },
      ],
    },
  ],
};

describe('a report', () => {
  it.each([
    ['all well', report, 0, { passed: 3, failed: 0, skipped: 2 }],
    [
      'two failed',
      { ...report, success: false, numFailedTests: 2 },
      1,
      { passed: 3, failed: 2, skipped: 2 },
    ],
    [
      'a file could not be loaded',
      { ...report, success: false },
      1,
      { passed: 3, failed: 1, skipped: 2 },
    ],
    ['an error outside of any test', report, 1, { passed: 3, failed: 1, skipped: 2 }],
  ])('%s', (_what, given, exitCode, totals) => {
    expect(countReport(given, exitCode)).toEqual(totals);
  });

  it('names what was skipped', () => {
    expect(skippedTests(report)).toEqual(['needs a browser', 'later']);
  });
});

it('adds up to the last line', () => {
  const sum = add({ passed: 1, failed: 0, skipped: 2 }, { passed: 4, failed: 1, skipped: 0 });
  expect(totalsLine(sum)).toBe('5 passed, 1 failed, 2 skipped');
});

describe('what tests counted', () => {
  it('is found in their output, wherever it stands', () => {
    const output =
      'stdout | a.test.ts\nfigures: killed 3 times\n ✓ a\nfigures: 2 cuts\nno figures: 1\n';
    expect(figures(output)).toEqual(['killed 3 times', '2 cuts']);
  });
});
