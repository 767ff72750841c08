/** The documents of the repository itself, made from its sources. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseRunbook } from '../../../src/runbook/parse.ts';
import { runbookOf } from '../../../src/search/documents/runbook.ts';
import { typesetter } from '../../../src/search/documents/sources.ts';
import { readPage } from '../../../src/search/mdx/page.ts';
import { cellTexts, ROW_TABLES } from '../../../src/search/rows.ts';
import { templateContext } from '../../../src/views/context.ts';
import { corpusDocuments, corpusSources, ROOT } from '../support.ts';

const sources = corpusSources();
const documents = corpusDocuments();
const values = templateContext(sources.loaded.inventory);
const reading = { values, typeset: typesetter(sources.locale) };
const runbooks = sources.pages.filter(({ path }) => path.startsWith('runbooks/'));

const of = (kind: string) => documents.filter((document) => document.kind === kind);

describe('the documents', () => {
  it('have an address, a name and a line of a file each', () => {
    expect(new Set(documents.map(({ id }) => id)).size).toBe(documents.length);
    for (const { id, title, file, line } of documents) {
      expect(id).toMatch(/^\/[^#\s]*(?:#[\p{L}\p{N}._-]+)?$/u);
      expect(title).not.toBe('');
      const path = join(ROOT, file);
      expect(existsSync(path), file).toBe(true);
      expect(
        readFileSync(path, 'utf8').split('\n').length,
        `${file}:${line}`,
      ).toBeGreaterThanOrEqual(line);
    }
  });

  it('hold each page, step and stanza', () => {
    for (const { path, text } of sources.pages) {
      const { address } = readPage({ path, text }, reading);
      expect(
        documents.some(({ id }) => id === address),
        path,
      ).toBe(true);
    }
    for (const file of runbooks) {
      const parsed = parseRunbook(file);
      if (!parsed.ok) continue;
      for (const { id } of parsed.runbook.steps) {
        const anchor = `/runbooks/${parsed.runbook.name}/#step-${id}`;
        expect(
          of('step').some((step) => step.id === anchor),
          anchor,
        ).toBe(true);
      }
    }
    for (const { text, path } of [...sources.configs, ...sources.observed]) {
      const shown = of('config')
        .filter(({ file }) => file === path)
        .map((one) => one.text);
      const lines = text.split('\n').filter((line) => !/^\s*[!#]?\s*$/.test(line));
      expect(
        lines.filter((line) => !shown.some((one) => one.includes(line))),
        path,
      ).toEqual([]);
    }
  });

  it('hold each row of the inventory, however many pages show it', () => {
    for (const [view, table] of Object.entries(ROW_TABLES))
      for (const row of table(sources.loaded.inventory, {}).rows) {
        const cells = Object.values(cellTexts(row)).map(reading.typeset);
        const holding = of('inventory').filter(({ text }) =>
          cells.every((cell) => text.toLowerCase().includes(cell.toLowerCase())),
        );
        expect(holding.length, `${view}: ${cells.join(' · ')}`).toBeGreaterThan(0);
      }
  });

  it('are written as their language is, but for what is code', () => {
    const prose = documents.filter(({ kind, id }) => kind === 'inventory' || /#rule-/.test(id));
    expect(prose.length).toBeGreaterThan(100);
    for (const { text, heading, id } of prose)
      expect([heading, text], id).toEqual([heading, text].map(reading.typeset));
  });

  it('hold what is run, not its templates', () => {
    for (const { text, id } of of('step'))
      expect(text, id).not.toMatch(/\{\{[^}]*(?:hosts|host)\./);
  });
});

describe('a runbook that is read without a parser', () => {
  it.each(runbooks.map((file) => [file.path, file] as const))('%s is the same', (_, file) => {
    const page = readPage(file, reading);
    const [fast, slow] = [runbookOf(file, page.scanned, reading), parseRunbook(file)];
    expect(fast.ok).toBe(slow.ok);
    if (!fast.ok || !slow.ok) return;
    const titleless = ({ steps, ...rest }: typeof slow.runbook) => ({
      ...rest,
      steps: steps.map(({ title: _title, ...step }) => step),
    });
    expect(titleless(fast.runbook)).toEqual(titleless(slow.runbook));
  });
});
