/** Leaves out of the style sheets the custom properties that nothing reads. Pure. */
import { blocks, GROUPS, type Names, split } from './unused-styles.ts';

/** The properties that a style sheet reads, or a page in what is styled there. */
export function addReadProperties(names: Names, text: string): void {
  for (const [, name = ''] of text.matchAll(/\bvar\(\s*(--[\w-]+)/g)) names.add(name);
}

/** @param css without comments, as a bundler writes it. */
export function withoutUnusedProperties(css: string, names: Names): string {
  let kept = '';
  for (const { prelude, body } of blocks(css)) {
    const head = prelude.trim();
    if (body === undefined) kept += prelude;
    else if (GROUPS.test(head)) {
      const inside = withoutUnusedProperties(body, names);
      if (inside.trim() !== '') kept += `${prelude}{${inside}}`;
    } else if (head.startsWith('@')) kept += `${prelude}{${body}}`;
    else {
      const left = split(body, ';').filter((declaration) => isRead(declaration, names));
      if (left.length > 0) kept += `${prelude}{${left.join(';')}}`;
    }
  }
  return kept;
}

function isRead(declaration: string, names: Names): boolean {
  const name = /^\s*(--[\w-]+)\s*:/.exec(declaration)?.[1];
  return name === undefined ? declaration.trim() !== '' : names.has(name);
}
