/**
 * Takes out of the data what the schema refuses, so that references can still be
 * checked in the rest and all errors are shown at once.
 */
import type { Path } from '../loaded.ts';
import { valueAt } from '../path.ts';
import { type Inventory, inventorySchema } from '../schema.ts';

export interface Pruned {
  readonly inventory: Inventory;
  writtenPath(path: Path): Path;
}

type Data = Record<string, unknown>;

/** Each round removes what was refused, then its parent if that can't stand without it. */
export function prune(written: Data): Pruned {
  const data = structuredClone(written);
  const lists = new Map<string, number[]>();
  for (const [key, value] of Object.entries(data))
    if (Array.isArray(value)) lists.set(key, [...value.keys()]);
  for (;;) {
    const parsed = inventorySchema.safeParse(data);
    if (parsed.success)
      return { inventory: parsed.data, writtenPath: (path) => asWritten(path, lists) };
    for (const path of refused(parsed.error.issues, data)) remove(data, path);
    dropRemovedItems(data, lists);
    // The only key that can't be left out.
    data.title ??= '';
  }
}

interface Issue {
  readonly code?: string;
  readonly path: readonly PropertyKey[];
  readonly keys?: readonly string[];
}

function refused(issues: readonly Issue[], data: Data): Path[] {
  return issues.flatMap((issue) => {
    const path = issue.path as Path;
    if (issue.code === 'unrecognized_keys') return (issue.keys ?? []).map((key) => [...path, key]);
    return [deepestRemovable(path, data)];
  });
}

/** The value itself where it is written, else its parent; a whole list rather than one of its items. */
function deepestRemovable(path: Path, data: Data): Path {
  const there = valueAt(data, path) === undefined ? path.slice(0, -1) : path;
  const item = there.findIndex((key, depth) => depth > 1 && typeof key === 'number');
  return item === -1 ? there : there.slice(0, item);
}

function remove(data: Data, path: Path): void {
  const key = path.at(-1);
  const parent = valueAt(data, path.slice(0, -1));
  if (key === undefined || typeof parent !== 'object' || parent === null) return;
  // An item of a top-level list leaves a hole until the round's end, so that indexes hold.
  if (Array.isArray(parent)) parent[Number(key)] = undefined;
  else delete (parent as Data)[key];
}

function dropRemovedItems(data: Data, lists: Map<string, number[]>): void {
  for (const [key, indexes] of lists) {
    const items = data[key];
    if (!Array.isArray(items)) continue;
    lists.set(
      key,
      indexes.filter((_, index) => items[index] !== undefined),
    );
    data[key] = items.filter((item) => item !== undefined);
  }
}

function asWritten(path: Path, lists: ReadonlyMap<string, readonly number[]>): Path {
  const [key, index, ...rest] = path;
  const indexes = typeof index === 'number' ? lists.get(String(key)) : undefined;
  return indexes ? [key as string, indexes[index as number] ?? (index as number), ...rest] : path;
}
