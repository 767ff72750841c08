/** What a page makes a browser load: on every page, and without a library that draws. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { pageWeight } from '../../../scripts/bench/page-weight.ts';
import { buildIfMissing, SITE } from '../support/site.ts';

/** Bytes, compressed. */
const LIMIT = 20_000;

describe('the weight of the pages', () => {
  beforeAll(buildIfMissing);

  it('is at most 20 kB of scripts and 20 kB of styles a page', () => {
    const pages = globSync('**/*.html', { cwd: SITE }).map((page) => pageWeight(SITE, page));
    expect(pages.length).toBeGreaterThan(10);
    expect(pages.filter(({ script, style }) => script > LIMIT || style > LIMIT)).toEqual([]);
    // Each has both: what measures nothing can't fail.
    expect(pages.filter(({ script, style }) => script < 1000 || style < 5000)).toEqual([]);
  });

  it('has no library that draws diagrams', () => {
    const scripts = globSync('**/*.js', { cwd: SITE });
    expect(scripts.length).toBeGreaterThan(0);
    const drawing = /mermaid|dagre|elkjs|cytoscape/i;
    const found = scripts.filter(
      (file) => file !== 'search-index.js' && drawing.test(readFileSync(join(SITE, file), 'utf8')),
    );
    expect(found).toEqual([]);
  });
});
