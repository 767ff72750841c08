/** Where each value of the merged tree stands, looked up when asked. */
import { isAlias, isMap, isScalar, isSeq, type Node, type Pair } from 'yaml';
import type { Place } from '../../problem/problem.ts';
import type { Path } from '../loaded.ts';
import { type Located, locatedPlace, type Merged, resolved } from './merge.ts';
import { keyOffset, keyText, placeAt } from './read.ts';

export interface Places {
  /**
   * The place of a value: a scalar's own, a mapping's or list's key, an item's beginning;
   * of the nearest ancestor that is written when the value itself isn't.
   */
  placeOf(path: Path): Place;
  /** The place of the key at a path, even where its value is a scalar. */
  keyOf(path: Path): Place;
}

/** @param origin what a path outside every file is placed at. */
export function places(merged: Merged, origin: Place): Places {
  const find = finder(merged);
  return {
    placeOf(path) {
      const found = find(path);
      return found ? valuePlace(found) : origin;
    },
    keyOf(path) {
      const found = find(path);
      return found ? locatedPlace(found) : origin;
    },
  };
}

function valuePlace(located: Located): Place {
  const { node } = located;
  const written = (isScalar(node) && node.source !== '') || isAlias(node);
  const offset = written ? (node as Node).range?.[0] : undefined;
  return placeAt(located.file, offset ?? located.key);
}

/** A function from a path to the deepest value on it that is written in a file. */
function finder(merged: Merged): (path: Path) => Located | undefined {
  const keysOf = new WeakMap<object, Map<string, Pair>>();

  function child(parent: Located, key: string | number): Located | undefined {
    const node = resolved(parent.file, parent.node);
    if (isSeq(node)) {
      const item = node.items[Number(key)] as Node | null | undefined;
      return item
        ? { file: parent.file, key: item.range?.[0] ?? parent.key, node: item }
        : undefined;
    }
    if (!isMap(node)) return undefined;
    const pair = keys(node).get(String(key));
    return pair && { file: parent.file, key: keyOffset(pair), node: pair.value };
  }

  function keys(node: object): Map<string, Pair> {
    const known = keysOf.get(node);
    if (known) return known;
    const pairs = new Map(
      (node as { items: Pair[] }).items.map((pair) => [keyText(pair), pair] as const),
    );
    keysOf.set(node, pairs);
    return pairs;
  }

  return (path) => {
    const section = merged.sections.get(String(path[0]));
    const second = path[1];
    if (!section || second === undefined) return section?.at;
    let found =
      section.kind === 'items' ? section.items[Number(second)] : section.names.get(String(second));
    if (!found) return section.at;
    for (const key of path.slice(2)) {
      const next: Located | undefined = child(found, key);
      if (!next) break;
      found = next;
    }
    return found;
  };
}
