import { describe, expect, it } from 'vitest';
import { formatProblem } from '../../../src/problem/problem.ts';
import { checkFrontmatter } from '../../../src/site/mdx/frontmatter.ts';

const check = (text: string) => checkFrontmatter({ path: 'content/docs/a.mdx', text });

describe('the head of a page', () => {
  it.each([
    '---\ntitle: A\n---\n\ntext\n',
    '---\r\ntitle: "A: b"\r\ndescription: c\r\n---\r\n',
    '---\ntitle: A\nsidebar:\n  order: 1\n---',
  ])('may be %j', (text) => {
    expect(check(text)).toEqual([]);
  });

  it.each([
    ['text\n', /a\.mdx:1:1: error: this page has no head/],
    ['', /a\.mdx:1:1: error: this page has no head/],
    ['---\ntitle: A\n', /a\.mdx:1:1: error: this page has no head/],
    ['---\n---\n', /a\.mdx:2:1: error: this page has no title/],
    ['---\ndescription: x\n---\n', /a\.mdx:2:1: error: this page has no title/],
    ['---\ndescription: x\ntitle: [a]\n---\n', /a\.mdx:3:8: error: the title should be a text/],
    ['---\ntitle: 3\n---\n', /a\.mdx:2:8: error: the title should be a text/],
    ['---\ntitle: a: b\n---\n', /a\.mdx:2:\d+: error: /],
    ['---\nsidebar: 1\ntitle: [x\n---\n', /a\.mdx:[34]:\d+: error: /],
    ['---\n\ttitle: x\n---\n', /a\.mdx:2:1: error: /],
    ['---\ntitle: a\ntitle: b\n---\n', /a\.mdx:3:1: error: /],
  ])('%j is refused with its place', (text, expected) => {
    const [first, ...others] = check(text);
    expect(others).toEqual([]);
    expect(first && formatProblem(first)).toMatch(expected);
    expect(first?.hint).toBeTruthy();
  });
});
