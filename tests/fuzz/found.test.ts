/** What fuzzing found, each as small as it gets. */
import { describe, expect, it } from 'vitest';
import { mismatch } from '../../src/executor/step/expect.ts';
import { parseInventory } from '../../src/inventory/parse.ts';
import type { Problem } from '../../src/problem/problem.ts';
import { parseFrontmatter } from '../../src/runbook/frontmatter.ts';
import { parseRunbook } from '../../src/runbook/parse.ts';
import { render } from '../../src/template/template.ts';
import { ConfigProblem, configLines } from '../../src/transports/ssh/config-lines.ts';

const START = { file: 'x', line: 1, column: 1 };

type Read = { readonly ok: boolean; readonly problems?: readonly Problem[] };

function said(read: Read): string {
  return (read.problems ?? []).map(({ message }) => message).join('\n');
}

const YAML: [string, (text: string) => Read][] = [
  ['inventory', (text) => parseInventory([{ path: 'x', text }]) as Read],
  ['frontmatter', (text) => parseFrontmatter(text, START) as Read],
];

describe.each(YAML)('YAML in the %s', (_name, read) => {
  it('whose keys are mappings, in one another, takes no 2ⁿ steps', () => {
    expect(said(read('? '.repeat(60)))).toMatch(/a key is a text/);
  });

  it('that is nested too deep is told, not an overflow of the stack', () => {
    expect(said(read(`a${': '.repeat(20_000)}`))).toMatch(/nested too deep/);
  });

  it('with a directive between braces has its problems where they stand', () => {
    const places = read('a:\n  b: {%YAML 1.1\n c: d }\n').problems?.map(({ place }) => place?.line);
    expect(Math.max(...(places ?? []).map(Number))).toBeLessThanOrEqual(4);
  });
});

describe('a template', () => {
  it('with a filter of signs says that there is none', () => {
    expect(said(render('{{ a |? }}', { a: 1 }, START) as Read)).toBe('there is no filter "?"');
  });

  it('with a range of millions is refused, and fills no memory', () => {
    const read = render('{{ (1..99999999999) | size }}', {}, START) as Read;
    expect(said(read)).toBe('this would make a text, or a list, of millions');
  });

  it('that looks an object up in another says so', () => {
    const read = render('{{ a[b] }}', { a: { c: 1 }, b: {} }, START) as Read;
    expect(said(read)).toBe('what stands in [ ] after "a" is no name, but an object');
  });
});

it('a page with old line ends has its problems on the lines of an editor', () => {
  const page = '---\rtitle: T\rtargets: all\r---\r\r## One\r\r```bash runn id=a\rtrue\r```\r';
  const read = parseRunbook({ path: 'p.mdx', text: page }) as Read;
  expect(read.problems?.map(({ place }) => place?.line)).toEqual([8]);
});

it('an expected line of many … ends, and so does a quote of many \\', () => {
  expect(mismatch([`${'a…'.repeat(2_000)}b`], 'a'.repeat(50_000))).toBeDefined();
  expect(mismatch(['a…b…c'], 'a-b-b-c')).toBeUndefined();
  expect(mismatch(['ab…bc'], 'abc')).toBeDefined();
  expect(() => configLines(`User "${'\\\\'.repeat(5_000)}`, 'config')).toThrow(ConfigProblem);
});
