/** What pages and runbooks may not do: repeat what the inventory holds, or stand alone. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { describe, expect, it } from 'vitest';
import { listRunbooks } from '../../src/runbook/list-fs.ts';
import { PAGES } from './support/corpus-fs.ts';

const ROOT = join(import.meta.dirname, '../..');
const ADDRESS = /\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b/g;
/** Addresses that mean the machine itself: no inventory holds them. */
const LOCAL = /^127\./;

const parser = unified().use(remarkParse).use(remarkFrontmatter).use(remarkGfm).use(remarkMdx);

interface Leaf {
  readonly type: string;
  readonly value?: string;
  readonly meta?: string | null;
  readonly url?: string;
  readonly position?: { readonly start: { readonly line: number } };
}

interface Page {
  readonly file: string;
  readonly leaves: readonly Leaf[];
}

const pages: readonly Page[] = globSync(PAGES, { cwd: ROOT })
  .sort()
  .map((file) => {
    const leaves: Leaf[] = [];
    visit(parser.parse(readFileSync(join(ROOT, file), 'utf8')), (node) => {
      leaves.push(node as Leaf);
    });
    return { file, leaves };
  });

function addresses(page: Page, wanted: (leaf: Leaf) => boolean): string[] {
  return page.leaves
    .filter(wanted)
    .flatMap((leaf) =>
      (leaf.value?.match(ADDRESS) ?? [])
        .filter((address) => !LOCAL.test(address))
        .map((address) => `${page.file}:${leaf.position?.start.line}: ${address}`),
    );
}

describe('the pages', () => {
  it('are found', () => expect(pages.length).toBeGreaterThan(10));

  it('write no address in prose: it comes from the inventory', () => {
    const prose = ['text', 'mdxTextExpression', 'mdxFlowExpression'];
    expect(pages.flatMap((page) => addresses(page, ({ type }) => prose.includes(type)))).toEqual(
      [],
    );
  });

  it('lead to each runbook from at least one page of the documentation', () => {
    const docs = pages.filter(({ file }) => file.startsWith('content/docs/'));
    const linked = new Set(
      docs.flatMap(({ leaves }) =>
        leaves.flatMap(({ url }) => /^\/runbooks\/([^/#]+)/.exec(url ?? '')?.[1] ?? []),
      ),
    );
    const unlinked = listRunbooks(ROOT)
      .map(({ name }) => name)
      .filter((name) => !linked.has(name));
    expect(unlinked).toEqual([]);
  });
});

describe('the runbooks', () => {
  it('write no address in a block: it comes from the inventory', () => {
    const runbooks = pages.filter(({ file }) => file.startsWith('runbooks/'));
    const written = runbooks.flatMap((page) => addresses(page, ({ type }) => type === 'code'));
    expect(written).toEqual([]);
  });
});
