import { describe, expect, it } from 'vitest';
import type { Problem } from '../../../src/problem/problem.ts';
import { routeProblems, ShownProblems } from '../../../src/site/live/route-problems.ts';

function problem(file: string | undefined, line = 1, hint?: string): Problem {
  const place = file === undefined ? {} : { place: { file, line, column: 2 } };
  return { rule: 'some-rule', severity: 'error', message: `in ${file}`, hint, ...place };
}

const INVENTORY = problem('content/inventory/site.yaml');
const NOWHERE = problem(undefined);
const HOME = problem('content/docs/index.mdx');
const GUIDE = problem('content/docs/guide/index.mdx');
const RUNBOOK = problem('runbooks/greet.mdx');
const ALL = [INVENTORY, NOWHERE, HOME, GUIDE, RUNBOOK];

describe('what keeps a page from being shown', () => {
  it.each([
    ['/', HOME],
    ['/guide/', GUIDE],
    ['/guide', GUIDE],
    ['/runbooks/greet/', RUNBOOK],
    ['/inventory/hosts/web1/', undefined],
  ])('%s: its own problems, and those of all pages', (pathname, own) => {
    expect(routeProblems(ALL, pathname)).toEqual([INVENTORY, NOWHERE, ...(own ? [own] : [])]);
  });

  it('is shown with the first place, and the hint apart', () => {
    const first = problem('a.yaml', 3, 'write it so');
    const shown = new ShownProblems([problem('b.yaml', 1, 'or so'), first]);
    expect(shown.loc).toEqual({ file: 'a.yaml', line: 3, column: 2 });
    expect(shown.loc).not.toBe(first.place);
    expect(shown.hint).toBe('write it so');
    expect(shown.message).toBe(
      'a.yaml:3:2: error: in a.yaml [some-rule]\n\nb.yaml:1:2: error: in b.yaml [some-rule]\n  hint:     or so',
    );
    expect(shown.stack).toBe('');
  });
});
