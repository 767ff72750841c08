/**
 * A compiled page as something that can be called, without a bundler: what it imports is
 * given to it, and what it exports is returned.
 */
import { init, parse } from 'es-module-lexer';

await init;

/** Modules by the name that a page imports them under. */
export type Modules = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/**
 * @param main name of a function of the module that it needn't export
 * @returns it, and what the module exports, by name
 */
export function evaluate(code: string, modules: Modules, main: string): Record<string, unknown> {
  const [imports, exports] = parse(code);
  const names = new Set([main, ...exports.map(({ n }) => n)]);
  const cuts = [
    ...imports
      .filter(({ d }) => d === -1)
      .map(({ ss, se, n = '' }) => ({ from: ss, to: se, by: binding(code.slice(ss, se), n) })),
    ...exports.map(({ s }) => {
      const from = code.lastIndexOf('export', s);
      return { from, to: from + 'export'.length, by: '' };
    }),
  ].toSorted((a, b) => b.from - a.from);
  const body = cuts.reduce(
    (text, { from, to, by }) => text.slice(0, from) + by + text.slice(to),
    code,
  );
  // The page's own code, which the bundler would have run just so.
  return new Function('__modules', `'use strict';${body}\nreturn { ${[...names].join(', ')} };`)(
    modules,
  );
}

/** `import D, { a as b } from "x"` → `const { default: D, a: b } = __modules["x"]`. */
function binding(statement: string, from: string): string {
  const source = `__modules[${JSON.stringify(from)}]`;
  const clause = /^import\s+([\s\S]*?)\s*from\b/.exec(statement)?.[1];
  if (clause === undefined) return '';
  const all = /\*\s*as\s+([\w$]+)/.exec(clause)?.[1];
  if (all !== undefined) return `const ${all} = ${source}`;
  const named = /\{([\s\S]*)\}/.exec(clause)?.[1] ?? '';
  const given = /^[\w$]+/.exec(clause)?.[0];
  const parts = [
    ...(given === undefined ? [] : [`default: ${given}`]),
    ...named
      .split(',')
      .map((part) => part.trim().replace(/\s+as\s+/, ': '))
      .filter((part) => part !== ''),
  ];
  return `const { ${parts.join(', ')} } = ${source}`;
}
