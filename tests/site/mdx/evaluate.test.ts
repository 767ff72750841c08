import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../src/site/mdx/evaluate.ts';

const MODULES = { kit: { default: 'whole', a: 1, b: 2 }, other: { c: 3 } };

/** What a page may begin with → what `main()` then returns. */
const IMPORTS: readonly (readonly [string, string, unknown])[] = [
  ['import { a } from "kit";', 'a', 1],
  ["import {\n  a as first,\n  b,\n} from 'kit';", '[first, b]', [1, 2]],
  ['import kit from "kit"', 'kit', 'whole'],
  ['import kit, { b } from "kit";', '[kit, b]', ['whole', 2]],
  ['import * as kit from "kit";', 'kit.b', 2],
  ['import "kit";', '"nothing"', 'nothing'],
  ['import { a } from "kit"; import { c } from "other";', 'a + c', 4],
];

describe('a compiled page', () => {
  it.each(IMPORTS)('is given %s', (imports, value, expected) => {
    const { main } = evaluate(`${imports}\nfunction main() { return ${value}; }`, MODULES, 'main');
    expect((main as () => unknown)()).toEqual(expected);
  });

  it('returns what it exports, and what it needs not export', () => {
    const code = `export const frontmatter = { title: "x" };
export function getHeadings() { return []; }
function MDXContent() { return frontmatter.title; }`;
    const page = evaluate(code, {}, 'MDXContent');
    expect(Object.keys(page).sort()).toEqual(['MDXContent', 'frontmatter', 'getHeadings']);
    expect((page.MDXContent as () => string)()).toBe('x');
  });

  it('leaves alone what only looks like an import', () => {
    const code = `const text = "import { a } from 'kit';\\nexport const b = 1;"; function main() { return text; }`;
    const { main } = evaluate(code, MODULES, 'main');
    expect((main as () => string)()).toBe("import { a } from 'kit';\nexport const b = 1;");
  });
});
