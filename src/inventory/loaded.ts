/** An inventory together with where each of its values stands. */
import type { Place } from '../problem/problem.ts';
import type { Inventory } from './schema.ts';

/** Keys from the root, e.g. `['hosts', 'node1', 'bonds', 'bond1', 'lacp']` or `['cables', 3, 'a']`. */
export type Path = readonly (string | number)[];

export interface LoadedInventory {
  readonly inventory: Inventory;
  /** Place of the value at a path, or of its nearest ancestor that is written in a file. */
  placeOf(path: Path): Place;
}

/** A file as read: `path` relative to the project root. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}
