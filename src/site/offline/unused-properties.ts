/** Leaves out of the style sheets the custom properties that nothing reads. Pure. */
import { editRules, split } from './css-rules.ts';
import type { Names } from './unused-styles.ts';

/** The properties that a style sheet reads, or a page in what is styled there. */
export function addReadProperties(names: Names, text: string): void {
  for (const [, name = ''] of text.matchAll(/\bvar\(\s*(--[\w-]+)/g)) names.add(name);
}

/** @param css without comments, as a bundler writes it. */
export function withoutUnusedProperties(css: string, names: Names): string {
  return editRules(css, (prelude, body) => {
    const left = split(body, ';').filter((declaration) => isRead(declaration, names));
    return left.length > 0 ? `${prelude}{${left.join(';')}}` : '';
  });
}

function isRead(declaration: string, names: Names): boolean {
  const name = /^\s*(--[\w-]+)\s*:/.exec(declaration)?.[1];
  return name === undefined ? declaration.trim() !== '' : names.has(name);
}
