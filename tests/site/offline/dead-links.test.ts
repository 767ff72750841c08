import { describe, expect, it } from 'vitest';
import { formatProblem } from '../../../src/problem/problem.ts';
import { LinkCheck } from '../../../src/site/offline/dead-links.ts';

/** The problems of a site whose home page has these links. */
function problems(...links: readonly [link: string, file: string | undefined][]): string[] {
  const check = new LinkCheck();
  check.add(
    'index.html',
    links.map(([link, file]) => ({ link, file, anchor: /#(.*)/.exec(link)?.[1] ?? '' })),
    new Set(['top-of-it']),
  );
  check.add('network/index.html', [], new Set(['vlans', 'bonds', 'été', 'port-gi0-26']));
  check.add('guide/ssh/index.html', [], new Set());
  return check
    .problems(() => ({ file: 'content/docs/index.mdx', line: 3, column: 7 }))
    .map(formatProblem);
}

describe('a link', () => {
  it.each([
    ['to a page', '/network/', 'network/index.html'],
    ['to an anchor', '/network/#vlans', 'network/index.html'],
    ['to an anchor with an accent', '/network/#%C3%A9t%C3%A9', 'network/index.html'],
    ['to the top', '/network/#top', 'network/index.html'],
    ['to a text', '/network/#:~:text=vlan', 'network/index.html'],
    ['to a part of a picture', '/x.svg#part', 'x.svg'],
  ])('%s is alive', (_, link, file) => {
    expect(problems([link, file])).toEqual([]);
  });

  it.each([
    ['a page with a typo', '/netwrok/', undefined, 'leads to no page', 'did you mean "/network/"?'],
    [
      'a page in another folder',
      '/docs/ssh/',
      undefined,
      'leads to no page',
      'did you mean "/guide/ssh/"?',
    ],
    [
      'no page at all',
      '/zzzzzzzzzzzz/',
      undefined,
      'leads to no page',
      'there are: /, /network/, /guide/ssh/',
    ],
    [
      'an anchor with a typo',
      '/network/#vlan',
      'network/index.html',
      'leads to no anchor of /network/',
      'did you mean "#vlans"?',
    ],
    [
      'an anchor of a page without any',
      '/guide/ssh/#keys',
      'guide/ssh/index.html',
      'leads to no anchor of /guide/ssh/',
      'there is none',
    ],
  ])('to %s is a problem', (_, link, file, what, hint) => {
    expect(problems([link, file])).toEqual([
      `content/docs/index.mdx:3:7: error: the link "${link}" on / ${what} [dead-link]\n  hint:     ${hint}`,
    ]);
  });

  it('is told once, however many pages have it', () => {
    const check = new LinkCheck();
    for (const page of ['index.html', 'a/index.html', 'b/index.html']) {
      check.add(page, [{ link: '/no/', file: undefined, anchor: '' }], new Set());
    }
    const [problem, ...others] = check.problems(() => undefined);
    expect(others).toEqual([]);
    expect(problem?.message).toBe('the link "/no/" on / and 2 more leads to no page');
  });
});
