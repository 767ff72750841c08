import { describe, expect, it } from 'vitest';
import {
  byPlace,
  formatProblem,
  hasErrors,
  type Problem,
  ProblemError,
} from '../../src/problem/problem.ts';

const problem = (over: Partial<Problem> = {}): Problem => ({
  rule: 'some-rule',
  severity: 'error',
  message: 'something is wrong',
  ...over,
});
const at = (file: string, line: number, column = 1) => problem({ place: { file, line, column } });

describe('formatProblem', () => {
  it('says place, severity, message and rule, then what was expected', () => {
    const text = formatProblem(
      problem({
        place: { file: 'a.yaml', line: 3, column: 7 },
        expected: 'a name',
        actual: '5',
        hint: 'quote it',
      }),
    );
    expect(text).toBe(
      [
        'a.yaml:3:7: error: something is wrong [some-rule]',
        '  expected: a name',
        '  actual:   5',
        '  hint:     quote it',
      ].join('\n'),
    );
  });

  it('leaves out what is not there', () => {
    expect(formatProblem(problem())).toBe('error: something is wrong [some-rule]');
  });
});

describe('byPlace', () => {
  it('orders by file, line and column; those without a place come first', () => {
    const sorted = [at('b', 1), at('a', 10, 2), at('a', 9), at('a', 10, 1), problem()].sort(
      byPlace,
    );
    expect(
      sorted.map(({ place }) => place && `${place.file}:${place.line}:${place.column}`),
    ).toEqual([undefined, 'a:9:1', 'a:10:1', 'a:10:2', 'b:1:1']);
  });
});

describe('ProblemError', () => {
  it('carries all problems, and says them all', () => {
    const thrown = new ProblemError([at('a', 1), at('b', 2)]);
    expect(thrown.problems).toHaveLength(2);
    expect(thrown.message.split('\n')).toHaveLength(2);
  });
});

describe('hasErrors', () => {
  it.each([
    ['none', [], false],
    [
      'warnings and infos only',
      [problem({ severity: 'warning' }), problem({ severity: 'info' })],
      false,
    ],
    ['one error among them', [problem({ severity: 'info' }), problem()], true],
  ] as const)('%s', (_, problems, expected) => {
    expect(hasErrors(problems)).toBe(expected);
  });
});
