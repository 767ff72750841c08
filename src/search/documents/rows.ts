/** Rows of the inventory's tables as documents, each once, on the page that is most its own. Pure. */
import type { Inventory } from '../../inventory/schema.ts';
import type { Column } from '../../views/table.ts';
import { TABLES, type TableName } from '../../views/tables.ts';
import { RUNBOOKS_DIR } from '../address.ts';
import type { SourcedDocument } from '../document.ts';
import type { Page } from '../mdx/page.ts';
import { cellTexts, ROW_KINDS, type Row, rowAnchor } from '../rows.ts';
import type { SearchSources } from './sources.ts';

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

export function rowDocuments(sources: SearchSources, pages: readonly Page[]): SourcedDocument[] {
  const { inventory } = sources.loaded;
  const shown = shownTables(pages);
  return (Object.keys(ROW_KINDS) as TableName[]).flatMap((view) => {
    const { caption, columns, rows } = TABLES[view](inventory, {});
    const places = shown.filter((table) => table.view === view);
    return rows.flatMap((row, index) => {
      const id = addressOf(view, row, places, inventory);
      if (id === undefined) return [];
      const cells = cellTexts(row);
      const path = view === 'cables' ? (['cables', index] as const) : ROW_KINDS[view].path(cells);
      const { file, line } = sources.loaded.placeOf(path);
      return {
        id,
        title: caption,
        heading: names(view, cells),
        text: rowText(columns, cells),
        kind: 'inventory' as const,
        file,
        line,
      };
    });
  });
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

/** The page of its device; else the one with the fewest tables that shows it. */
function addressOf(
  view: TableName,
  row: Row,
  places: readonly Shown[],
  inventory: Inventory,
): string | undefined {
  const anchor = rowAnchor(view, row);
  const own = ownAddress(view, row, inventory);
  if (own !== undefined) return own;
  const cells = Object.values(cellTexts(row));
  const [first] = places
    .filter(({ device }) => device === undefined || cells.includes(device))
    .toSorted((a, b) => Number(a.procedure) - Number(b.procedure) || a.tables - b.tables);
  return first && `${first.address}#${anchor}`;
}

function ownAddress(_view: TableName, _row: Row, _inventory: Inventory): string | undefined {
  return undefined;
}

/** What the row is called: the cells that name it, in the order of the table. */
function names(view: TableName, cells: Readonly<Record<string, string>>): string {
  const kind = ROW_KINDS[view];
  return (kind.names ?? kind.keys)
    .map((key) => cells[key] ?? '')
    .filter(Boolean)
    .join(' · ');
}

/** `Adresse : 192.0.2.1 · Hôte : web1`: what is known of the row, under the table's own labels. */
function rowText(columns: readonly Column[], cells: Readonly<Record<string, string>>): string {
  return columns
    .filter(({ key }) => cells[key] !== undefined)
    .map(({ key, label }) => `${label} : ${cells[key]}`)
    .join(' · ');
}
