/** The shape of every table: rows of cells under labelled columns, with a caption. */
import type { Inventory } from '../inventory/schema.ts';

/** A value that the inventory doesn't hold. Shown as a dash, never guessed. */
export interface Unknown {
  readonly unknown: true;
  readonly text: '—';
  /** Why it isn't known, when the inventory's `gaps` say so. */
  readonly note?: string;
}

/** A text with links in it: `parts` in a row are `text`. */
export interface Linked {
  readonly text: string;
  readonly parts: readonly Part[];
}

export interface Part {
  readonly text: string;
  /** Root-relative address on the site. */
  readonly href?: string;
}

export type Cell = string | number | Unknown | Linked;

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
  /** An anchor for each row, where a row is about one thing that links lead to. */
  readonly anchors?: readonly string[];
  /** Remarks that belong under the table. */
  readonly notes?: readonly string[];
}

/** What a table may be narrowed to. */
export interface TableArgs {
  /** A host, a switch or a SAN. */
  readonly device?: string;
  /** Number of a port-channel of `device`. */
  readonly channel?: string;
}

export type TableBuilder = (inventory: Inventory, args: TableArgs) => TableView;

export function isUnknown(cell: Cell): cell is Unknown {
  return typeof cell === 'object' && 'unknown' in cell;
}

export function cellText(cell: Cell): string {
  return typeof cell === 'object' ? cell.text : String(cell);
}

/** What a cell is made of; an unknown value is one part. */
export function cellParts(cell: Cell): readonly Part[] {
  return typeof cell === 'object' && 'parts' in cell ? cell.parts : [{ text: cellText(cell) }];
}

/**
 * The value, or the explicit unknown.
 * @param path dotted path of the value in the inventory, looked up among the `gaps`.
 */
export function known(inventory: Inventory, value: Cell | undefined, path?: string): Cell {
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
