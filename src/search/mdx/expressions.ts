/** `{inventory.…}` in a page → its text, as far as it can be known without running it. Pure. */
const PATH = /^inventory((?:\s*(?:\.\s*[A-Za-z_$][\w$]*|\[\s*(?:'[^']*'|"[^"]*"|\d+)\s*\]))+)/;
const KEY = /\.\s*([A-Za-z_$][\w$]*)|\[\s*(?:'([^']*)'|"([^"]*)"|(\d+))\s*\]/g;
const ARITHMETIC = /^\s*([+-])\s*(\d+)\s*$/;

/** What `inventory` holds, by name. */
export type Values = Readonly<Record<string, unknown>>;

/** The text that a page shows for an expression; empty when only running it could tell. */
export function expressionText(values: Values, expression: string): string {
  const source = expression.trim();
  const quoted = /^(?:'([^']*)'|"([^"]*)"|`([^`$]*)`)$/.exec(source);
  if (quoted) return quoted[1] ?? quoted[2] ?? quoted[3] ?? '';
  const path = PATH.exec(source);
  if (!path) return '';
  const rest = source.slice(path[0].length);
  const [keys, method] = methodOf(keysOf(path[1] ?? ''), rest);
  const value = follow(values, keys);
  if (typeof value !== 'string' && typeof value !== 'number') return '';
  if (method !== undefined) return method(String(value));
  const [, sign, number] = ARITHMETIC.exec(rest) ?? [];
  if (number === undefined) return rest.trim() === '' ? String(value) : '';
  return typeof value === 'number' ? String(value + Number(`${sign}${number}`)) : '';
}

const METHODS: Readonly<Record<string, (text: string) => string>> = {
  toLowerCase: (text) => text.toLowerCase(),
  toUpperCase: (text) => text.toUpperCase(),
};

/** `….toLowerCase()` is a path that ends in the name of a method. */
function methodOf(keys: string[], rest: string): [string[], ((text: string) => string)?] {
  const last = keys.at(-1) ?? '';
  if (rest.trim() !== '()' || !Object.hasOwn(METHODS, last)) return [keys];
  return [keys.slice(0, -1), METHODS[last]];
}

function keysOf(path: string): string[] {
  return [...path.matchAll(KEY)].map(([, name, single, double, index]) => {
    return name ?? single ?? double ?? index ?? '';
  });
}

function follow(values: Values, keys: readonly string[]): unknown {
  let value: unknown = values;
  for (const key of keys) {
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}
