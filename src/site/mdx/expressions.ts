/** `inventory.…` paths in a page's expressions, checked against what the inventory holds. */
import type { TemplateContext } from '../../template/template.ts';
import { type Lookup, missing } from '../lookups.ts';

export interface PathUse {
  /** Index of `inventory` in the expression's text. */
  readonly index: number;
  readonly keys: readonly string[];
  /** Index of each key in the text. */
  readonly at: readonly number[];
  /** Index after the path. */
  readonly end: number;
}

const ROOT = /(?<![\w$.'"])inventory(?=\s*(?:\??\.|\[))/g;
const STEP = /\s*(?:\??\.\s*([A-Za-z_$][\w$]*)|(?:\?\.)?\[\s*(?:'([^']*)'|"([^"]*)"|(\d+))\s*\])/y;

/** The literal paths that start at `inventory`; a path ends at the first computed key or call. */
export function inventoryPaths(source: string): PathUse[] {
  // Of the same length, so that places stay right.
  const expression = source.replace(/\/\*[\s\S]*?\*\//g, (comment) => ' '.repeat(comment.length));
  return [...expression.matchAll(ROOT)].map((match) => {
    const keys: string[] = [];
    const at: number[] = [];
    let end = match.index + 'inventory'.length;
    STEP.lastIndex = end;
    for (let step = STEP.exec(expression); step; step = STEP.exec(expression)) {
      const key = step[1] ?? step[2] ?? step[3] ?? step[4] ?? '';
      end = STEP.lastIndex;
      at.push(expression.lastIndexOf(key, end - 1 - (step[1] === undefined ? 1 : 0)));
      keys.push(key);
    }
    return { index: match.index, keys, at, end };
  });
}

/** A missing name of a path: which key, and what to say. */
export interface MissingName {
  readonly key: number;
  readonly lookup: Extract<Lookup<never>, { ok: false }>;
}

/**
 * Follows a path as far as it names plain data.
 * @param gaps note by dotted path of what is known to be unknown.
 */
export function resolvePath(
  context: TemplateContext,
  keys: readonly string[],
  gaps: ReadonlyMap<string, string>,
): MissingName | undefined {
  let value: unknown = context;
  for (const [index, key] of keys.entries()) {
    // Methods and properties of texts, numbers and lists (`.length`, `.join`) are JavaScript's.
    if (Array.isArray(value) ? !/^\d+$/.test(key) : typeof value !== 'object') return undefined;
    if (value === null || !Object.hasOwn(value as object, key)) {
      return { key: index, lookup: missing(keys.slice(0, index + 1), value, gaps) };
    }
    value = (value as Record<string, unknown>)[key];
  }
  return undefined;
}

/**
 * The text of an expression that is nothing but a path to a text or a number: it can then
 * stand in the page as text.
 */
export function pathText(context: TemplateContext, expression: string): string | undefined {
  const [use] = inventoryPaths(expression);
  if (!use || !isWhole(expression, use)) return undefined;
  const value = follow(context, use.keys);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

/** Whether an expression, with or without its braces, is this path and nothing else. */
export function isWhole(expression: string, use: PathUse): boolean {
  const rest = expression.slice(0, use.index) + expression.slice(use.end);
  return /^\s*\{?\s*\}?\s*$/.test(rest);
}

/** The value at a path of own names; undefined when there is none. */
export function follow(context: TemplateContext, keys: readonly string[]): unknown {
  let value: unknown = context;
  for (const key of keys) {
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}
