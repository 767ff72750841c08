/** Drop a page into errors/ or good/, get a test. The expected output is beside it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatProblem } from '../../src/problem/problem.ts';
import { parseRunbook } from '../../src/runbook/parse.ts';

function pages(folder: string): string[] {
  return readdirSync(join(import.meta.dirname, folder)).filter((file) => file.endsWith('.mdx'));
}

function parse(folder: string, file: string) {
  const text = readFileSync(join(import.meta.dirname, folder, file), 'utf8');
  return parseRunbook({ path: `runbooks/${file}`, text });
}

/** Places as `line:column`, to keep the files readable. */
function shortPlaces(_: string, value: unknown): unknown {
  const place = value as { file?: string; line?: number; column?: number } | null;
  return place?.line === undefined ? value : `${place.line}:${place.column}`;
}

describe('a page with mistakes', () => {
  it.each(pages('errors'))('%s is refused, each mistake at its place', async (file) => {
    const parsed = parse('errors', file);
    if (parsed.ok) throw new Error('no problem was found');
    const text = `${parsed.problems.map(formatProblem).join('\n')}\n`;
    expect(text).not.toMatch(/undefined|\[object|\n\s+at /);
    await expect(text).toMatchFileSnapshot(join('errors', file.replace('.mdx', '.txt')));
  });
});

describe('a good page', () => {
  it.each(pages('good'))('%s gives its model', async (file) => {
    const parsed = parse('good', file);
    if (!parsed.ok) throw new Error(parsed.problems.map(formatProblem).join('\n'));
    const roles = parsed.runbook.blocks.map((block) => block.role).join(' ');
    const json = `${JSON.stringify({ ...parsed.runbook, blocks: roles }, shortPlaces, 2)}\n`;
    await expect(json).toMatchFileSnapshot(join('good', file.replace('.mdx', '.json')));
  });
});
