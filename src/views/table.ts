/** The shape of every table: rows of cells under labelled columns, with a caption. */
import type { Inventory } from '../inventory/schema.ts';

/** A value that the inventory doesn't hold. Shown as a dash, never guessed. */
export interface Unknown {
  readonly unknown: true;
  readonly text: '—';
  /** Why it isn't known, when the inventory's `gaps` say so. */
  readonly note?: string;
}

export type Cell = string | number | Unknown;

export interface Column {
  readonly key: string;
  readonly label: string;
  readonly align?: 'left' | 'right';
  /** The values are names, addresses or commands: shown in a fixed-width font. */
  readonly code?: boolean;
}

export interface TableView {
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Readonly<Record<string, Cell>>[];
  /** Remarks that belong under the table. */
  readonly notes?: readonly string[];
}

/** What a table may be narrowed to. */
export interface TableArgs {
  /** A host, a switch or a SAN. */
  readonly device?: string;
}

export type TableBuilder = (inventory: Inventory, args: TableArgs) => TableView;

export function isUnknown(cell: Cell): cell is Unknown {
  return typeof cell === 'object';
}

export function cellText(cell: Cell): string {
  return isUnknown(cell) ? cell.text : String(cell);
}

/**
 * The value, or the explicit unknown.
 * @param path dotted path of the value in the inventory, looked up among the `gaps`.
 */
export function known(
  inventory: Inventory,
  value: string | number | undefined,
  path?: string,
): Cell {
  if (value !== undefined) return value;
  const note = path === undefined ? undefined : gapNotes(inventory).get(path);
  return { unknown: true, text: '—', ...(note === undefined ? {} : { note }) };
}

const notes = new WeakMap<Inventory, ReadonlyMap<string, string>>();

function gapNotes(inventory: Inventory): ReadonlyMap<string, string> {
  const found = notes.get(inventory) ?? new Map(inventory.gaps.map((gap) => [gap.path, gap.note]));
  notes.set(inventory, found);
  return found;
}
