/**
 * Several YAML files → one tree: merged by top-level key, then by name; lists are concatenated.
 *
 * Keeps, for each name and list item, the node that it comes from; places are read from it
 * only when somebody asks.
 */
import { isMap, isSeq, type Node, type Pair } from 'yaml';
import type { Place, Problem } from '../../problem/problem.ts';
import { formatPlace } from '../../problem/problem.ts';
import { keyOffset, keyText, placeAt, repeated, type YamlFile } from './read.ts';

/** A value and the file that it stands in. `key` is the offset of its key, or of the list item. */
export interface Located {
  readonly file: YamlFile;
  readonly key: number;
  readonly node: unknown;
}

/** A top-level key: its names, or its items, from all files. */
export interface Section {
  readonly at: Located;
  readonly kind: 'names' | 'items' | 'value';
  readonly names: Map<string, Located>;
  readonly items: Located[];
}

export interface Merged {
  readonly data: Record<string, unknown>;
  readonly sections: ReadonlyMap<string, Section>;
  readonly problems: readonly Problem[];
}

interface Building {
  readonly data: Record<string, unknown>;
  readonly sections: Map<string, Section>;
  readonly problems: Problem[];
}

/** Merges readable files, in their order. */
export function mergeFiles(files: readonly YamlFile[]): Merged {
  const building: Building = { data: {}, sections: new Map(), problems: [] };
  for (const file of files) addFile(building, file);
  return building;
}

function addFile(into: Building, file: YamlFile): void {
  const root = file.doc.contents;
  if (root === null || (!isMap(root) && file.doc.toJS() === null)) return;
  if (!isMap(root)) {
    into.problems.push(notAMapping(file));
    return;
  }
  const values = plain(into, file);
  // Of a key written twice in one file, which is a problem already, the last counts.
  const pairs = new Map((root.items as Pair[]).map((pair) => [keyText(pair), pair]));
  for (const [key, pair] of pairs) {
    // A key with nothing under it (all of it commented out) says nothing.
    if (values[key] !== null && values[key] !== undefined)
      addSection(into, file, pair, values[key]);
  }
}

function plain(into: Building, file: YamlFile): Record<string, unknown> {
  try {
    return file.doc.toJS({ maxAliasCount: 1000 }) as Record<string, unknown>;
  } catch {
    into.problems.push({
      rule: 'inventory-syntax',
      severity: 'error',
      message: 'the aliases of this file unfold to too much',
      place: { file: file.path, line: 1, column: 1 },
      hint: 'write out the values that *aliases repeat inside one another',
    });
    return {};
  }
}

function addSection(into: Building, file: YamlFile, pair: Pair, value: unknown): void {
  const key = keyText(pair);
  const node = resolved(file, pair.value);
  const at: Located = { file, key: keyOffset(pair), node };
  const kind = isMap(node) ? 'names' : isSeq(node) ? 'items' : 'value';
  const section = into.sections.get(key);
  if (section === undefined) {
    into.sections.set(key, { at, kind, names: new Map(), items: [] });
    into.data[key] = kind === 'names' ? {} : kind === 'items' ? [] : value;
  } else if (kind === 'value' || section.kind !== kind) {
    into.problems.push(unlike(key, { at, kind }, section));
    return;
  }
  if (isMap(node)) addNames(into, key, at, value as Record<string, unknown>);
  if (isSeq(node)) addItems(into, key, at, value as unknown[]);
}

function addNames(into: Building, key: string, at: Located, values: object): void {
  const section = into.sections.get(key) as Section;
  const pairs = new Map((at.node as { items: Pair[] }).items.map((pair) => [keyText(pair), pair]));
  for (const [name, value] of Object.entries(values)) {
    const pair = pairs.get(name);
    const here: Located = pair
      ? { file: at.file, key: keyOffset(pair), node: pair.value }
      : { ...at, node: null };
    const first = section.names.get(name);
    if (first) {
      into.problems.push(repeated(`${key}.${name}`, locatedPlace(here), locatedPlace(first)));
      continue;
    }
    section.names.set(name, here);
    setOwn(into.data[key] as object, name, value);
  }
}

function addItems(into: Building, key: string, at: Located, values: readonly unknown[]): void {
  const section = into.sections.get(key) as Section;
  const nodes = (at.node as { items: unknown[] }).items;
  values.forEach((value, index) => {
    const node = nodes[index] as Node | null;
    section.items.push({ file: at.file, key: node?.range?.[0] ?? at.key, node });
    (into.data[key] as unknown[]).push(value);
  });
}

/** Follows an alias to what it repeats. */
export function resolved(file: YamlFile, node: unknown): unknown {
  const alias = node as { resolve?: (doc: YamlFile['doc']) => unknown } | null;
  return typeof alias?.resolve === 'function' ? alias.resolve(file.doc) : node;
}

export function locatedPlace(located: Located): Place {
  return placeAt(located.file, located.key);
}

const KINDS = { names: 'a mapping', items: 'a list', value: 'a single value' };

/** A top-level key that two files give, and that can't be merged. */
function unlike(key: string, here: Pick<Section, 'at' | 'kind'>, first: Section): Problem {
  const place = locatedPlace(here.at);
  const before = locatedPlace(first.at);
  if (here.kind === first.kind) return repeated(key, place, before);
  return {
    rule: 'inventory-type',
    severity: 'error',
    message: `"${key}" is ${KINDS[here.kind]} here, and ${KINDS[first.kind]} elsewhere`,
    place,
    expected: `${KINDS[first.kind]}, as at ${formatPlace(before)}`,
    actual: KINDS[here.kind],
    hint: 'write both alike',
  };
}

function setOwn(object: object, key: string, value: unknown): void {
  Object.defineProperty(object, key, {
    value,
    enumerable: true,
    writable: true,
    configurable: true,
  });
}

function notAMapping(file: YamlFile): Problem {
  const place = placeAt(file, file.doc.contents?.range?.[0] ?? 0);
  return {
    rule: 'inventory-type',
    severity: 'error',
    message: 'an inventory file is a mapping',
    place,
    expected: 'top-level keys such as "hosts:" or "switches:"',
    actual: isSeq(file.doc.contents) ? 'a list' : 'a single value',
    hint: 'write above it what it holds, such as "cables:"',
  };
}
