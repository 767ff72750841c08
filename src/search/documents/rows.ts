/** Rows of the inventory's tables as documents, each once, on the page that is most its own. Pure. */
import type { Inventory } from '../../inventory/schema.ts';
import type { Column } from '../../views/table.ts';
import { RUNBOOKS_DIR } from '../address.ts';
import type { SourcedDocument } from '../document.ts';
import type { Page } from '../mdx/page.ts';
import { type Cells, cellTexts, ROW_KINDS, ROW_TABLES, rowAnchor, type View } from '../rows.ts';
import { type SearchSources, typesetter } from './sources.ts';

/** A page's tables: which, and of which device. */
interface Shown {
  readonly address: string;
  readonly view: string;
  readonly device?: string;
  /** A runbook: what it shows belongs elsewhere. */
  readonly procedure: boolean;
  /** Tables on the page: where there are few, a row is more at home. */
  readonly tables: number;
}

/** A row without a page isn't among them: a search would lead nowhere. */
export function rowDocuments(sources: SearchSources, pages: readonly Page[]): SourcedDocument[] {
  const { inventory } = sources.loaded;
  const shown = shownTables(pages);
  const views = Object.keys(ROW_KINDS) as View[];
  const typeset = typesetter(sources.locale);
  const is = IS[sources.locale];
  return merged(
    views.flatMap((view) => {
      const { caption, columns, rows } = ROW_TABLES[view](inventory, {});
      const places = shown.filter((table) => table.view === view);
      return rows.flatMap((row, index) => {
        const cells = cellTexts(row);
        const id = ownAddress(view, cells, inventory) ?? shownAddress(view, cells, places);
        if (id === undefined) return [];
        const path =
          view === 'cables' ? (['cables', index] as const) : ROW_KINDS[view].path(cells, inventory);
        const { file, line } = sources.loaded.placeOf(path);
        return {
          ...{ id, title: caption, heading: names(view, cells) },
          text: typeset(rowText(columns, cells, is)),
          ...{ kind: 'inventory' as const, file, line },
        };
      });
    }),
  );
}

/** What two tables say of one thing is one document: it has one place on the site. */
function merged(documents: readonly SourcedDocument[]): SourcedDocument[] {
  const byId = new Map<string, SourcedDocument>();
  for (const document of documents) {
    const first = byId.get(document.id);
    byId.set(document.id, first === undefined ? document : together(first, document));
  }
  return [...byId.values()];
}

const BETWEEN = ' · ';
/** Between a label and its value. */
const IS = { fr: ' : ', en: ': ' } as const;

function together(first: SourcedDocument, second: SourcedDocument): SourcedDocument {
  const heading = union(first.heading, second.heading);
  return { ...first, heading, text: union(first.text, second.text) };
}

function union(first: string, second: string): string {
  const parts = new Map<string, string>();
  for (const part of [...first.split(BETWEEN), ...second.split(BETWEEN)])
    if (!parts.has(part.toLowerCase())) parts.set(part.toLowerCase(), part);
  return [...parts.values()].join(BETWEEN);
}

function shownTables(pages: readonly Page[]): Shown[] {
  return pages.flatMap(({ address, file, sections }) => {
    const tables = sections
      .flatMap(({ components }) => components)
      .flatMap(({ name, attributes }) => {
        if (name === 'Gaps') return [{ view: 'gaps' }];
        const { view, device } = attributes;
        if (name !== 'Table' || view === undefined) return [];
        return [{ view, ...(device === undefined ? {} : { device }) }];
      });
    const procedure = file.startsWith(`${RUNBOOKS_DIR}/`);
    return tables.map((table) => ({ address, procedure, tables: tables.length, ...table }));
  });
}

/** On the page of its device. */
function ownAddress(view: View, cells: Cells, inventory: Inventory): string | undefined {
  return ROW_KINDS[view].own?.(cells, inventory);
}

/** On the page with the fewest tables that shows it. */
function shownAddress(view: View, cells: Cells, places: readonly Shown[]): string | undefined {
  const values = Object.values(cells);
  const [first] = places
    .filter(({ device }) => device === undefined || values.includes(device))
    .toSorted((a, b) => Number(a.procedure) - Number(b.procedure) || a.tables - b.tables);
  return first && `${first.address}#${rowAnchor(view, cells)}`;
}

/** What the row is called: the cells that name it. */
function names(view: View, cells: Cells): string {
  const kind = ROW_KINDS[view];
  const given = (kind.names ?? kind.keys).map((key) => cells[key] ?? '');
  return union(given.filter(Boolean).join(BETWEEN), given.find(Boolean) ?? '');
}

/** `Adresse : 192.0.2.1 · Hôte : web1`: what is known of the row, under the table's own labels. */
function rowText(columns: readonly Column[], cells: Cells, is: string): string {
  return columns
    .filter(({ key }) => cells[key] !== undefined)
    .map(({ key, label }) => `${label}${is}${cells[key]}`)
    .join(BETWEEN);
}
