/** Paths into the inventory: keys from the root. */
import type { Path } from './loaded.ts';

/** A path as authors write it: `hosts.node1.nics.eth0`, `cables[3].a`. */
export function dotted(path: Path): string {
  return path.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${key}]` : text ? `${text}.${key}` : key),
    '',
  );
}

/** The value at a path of plain data (own properties only), or undefined. */
export function valueAt(data: unknown, path: Path): unknown {
  let value = data;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string | number, unknown>)[key];
  }
  return value;
}

/** The own property of a record, or undefined: never one of Object's. */
export function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/**
 * `hosts.node1.bridges.vmbr0` → keys. Names may hold dots (`eth0.997`), so the longest
 * name that exists in `data` is taken; what doesn't exist is split at each dot.
 */
export function parsePath(text: string, data: unknown): (string | number)[] {
  const path: (string | number)[] = [];
  let value = data;
  let rest = text.split('.');
  while (rest.length > 0) {
    const length = longestKey(value, rest);
    const key = rest.slice(0, length).join('.');
    path.push(Array.isArray(value) && /^\d+$/.test(key) ? Number(key) : key);
    value = valueAt(value, [key]);
    rest = rest.slice(length);
  }
  return path;
}

function longestKey(value: unknown, parts: readonly string[]): number {
  for (let length = parts.length; length > 1; length -= 1)
    if (valueAt(value, [parts.slice(0, length).join('.')]) !== undefined) return length;
  return 1;
}
