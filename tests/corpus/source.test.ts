/**
 * Nothing of the source document is lost: each of its lines stands as it was in a page or
 * an observed file, or `source/accounted.yaml` says where it went. Values that the inventory
 * holds are accounted for by their table and row, so that a change of address is no loss.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { loadInventory } from '../../src/inventory/load-fs.ts';
import { type Cell, cellText } from '../../src/views/table.ts';
import { table } from '../../src/views/tables.ts';
import { normalise, pageText, readCorpus } from './support/corpus-fs.ts';

const ROOT = join(import.meta.dirname, '../..');
const SOURCE = readFileSync(
  join(import.meta.dirname, 'source/architecture-proxmox-i11.txt'),
  'utf8',
).split('\n');

/** Where a line that doesn't stand as it was has gone. */
interface Entry {
  readonly line: number;
  /** How the line begins: the entry is about this line and no other. */
  readonly starts: string;
  /** The page that holds it now, by its path from the project root. */
  readonly page: string;
  /** Words of that page that carry what the line said, idea by idea. */
  readonly phrases?: readonly string[];
  /** Or a table on that page, and a cell of the row. */
  readonly table?: string;
  readonly row?: string;
  /** Words of the page of corrections that say what was changed. */
  readonly correction?: string;
}

const ENTRIES: readonly Entry[] = parse(
  readFileSync(join(import.meta.dirname, 'source/accounted.yaml'), 'utf8'),
);
const CORRECTIONS = 'content/docs/corrections.mdx';
/** Listings and transcripts that must stand whole, in their order, by first and last line. */
const BLOCKS = [
  ['the MTU lines of /etc/network/interfaces', 24, 35, 'content/docs/reseau.mdx'],
  ['the listing of the switch', 56, 170, 'content/observed/laetitia.running-config.txt'],
  ['the boot-wait script', 174, 207, 'content/docs/boot-wait.mdx'],
  ['the nginx configuration', 219, 246, 'content/observed/situs.proxmox.conf'],
  ['vgs', 276, 282, 'content/docs/stockage.mdx'],
  ['pvecm create', 302, 316, 'content/docs/haute-disponibilite.mdx'],
  ['pvecm add', 320, 351, 'content/docs/haute-disponibilite.mdx'],
  ['pvecm status', 355, 379, 'content/docs/haute-disponibilite.mdx'],
  ['pvecm nodes', 383, 390, 'content/docs/haute-disponibilite.mdx'],
] as const;

const corpus = readCorpus(ROOT);
const { inventory } = loadInventory(ROOT);

/** A line of prose may stand inside a paragraph; a short one only as a line of its own. */
const PROSE = 40;

function standsAsItWas(line: string): boolean {
  const text = normalise(line);
  return corpus.some(
    ({ lines, prose }) => lines.has(text) || (text.length >= PROSE && prose.includes(text)),
  );
}

function place(entry: Entry): string {
  return `line ${entry.line} (${entry.starts}…)`;
}

describe('the source document', () => {
  it.each(BLOCKS)('keeps %s whole', (_, from, to, file) => {
    const block = SOURCE.slice(from - 1, to).join('\n');
    expect(readFileSync(join(ROOT, file), 'utf8')).toContain(block);
  });

  it('has no line that went nowhere', () => {
    const accounted = new Set(ENTRIES.map(({ line }) => line));
    const lost = SOURCE.flatMap((text, index) =>
      text.trim() === '' || accounted.has(index + 1) || standsAsItWas(text)
        ? []
        : [`line ${index + 1}: ${text}`],
    );
    expect(lost).toEqual([]);
  });
});

describe('accounted.yaml', () => {
  it('names each line by its beginning', () => {
    const wrong = ENTRIES.filter(
      ({ line, starts }) => !normalise(SOURCE[line - 1] ?? '').startsWith(normalise(starts)),
    );
    expect(wrong.map(place)).toEqual([]);
  });

  it('has no entry for a line that stands as it was, and no second entry for a line', () => {
    const useless = ENTRIES.filter(
      ({ line }, index) =>
        standsAsItWas(SOURCE[line - 1] ?? '') ||
        ENTRIES.findIndex((other) => other.line === line) !== index,
    );
    expect(useless.map(place)).toEqual([]);
  });

  it.each(ENTRIES.map((entry) => [place(entry), entry] as const))(
    '%s is where it says',
    (_, entry) => {
      const page = pageText(ROOT, entry.page);
      expect(entry.phrases ?? entry.table, 'phrases or a table').toBeDefined();
      for (const phrase of entry.phrases ?? []) expect(page).toContain(normalise(phrase));
      if (entry.table !== undefined) expect(cellsShown(page, entry.table)).toContain(entry.row);
      if (entry.correction !== undefined)
        expect(pageText(ROOT, CORRECTIONS)).toContain(normalise(entry.correction));
    },
  );
});

/** The cells of a table, and its headings as one text; none when the page doesn't show it. */
function cellsShown(page: string, name: string): string[] {
  if (!page.includes(`<Table view="${name}"`)) return [];
  const { columns, rows } = table(inventory, name);
  return [
    columns.map(({ label }) => label).join(' '),
    ...rows.flatMap((row) => columns.map(({ key }) => cellText(row[key] as Cell))),
  ];
}
