/** The rules of a style sheet, found by their braces: what isn't understood stays as it is. Pure. */

/** Of these, the rules inside are looked at; all other at-rules stay. */
const GROUPS = /^@(?:layer|media|supports|container)\b/;

/**
 * @param css without comments, as a bundler writes it.
 * @param edit what a rule becomes; a group of which nothing is left goes, too.
 */
export function editRules(css: string, edit: (prelude: string, body: string) => string): string {
  let kept = '';
  for (const { prelude, body } of blocks(css)) {
    const head = prelude.trim();
    if (body === undefined) kept += prelude;
    else if (GROUPS.test(head)) {
      const inside = editRules(body, edit);
      if (inside.trim() !== '') kept += `${prelude}{${inside}}`;
    } else kept += head.startsWith('@') ? `${prelude}{${body}}` : edit(prelude, body);
  }
  return kept;
}

interface Block {
  readonly prelude: string;
  /** Between its braces; undefined for a statement that ends with a semicolon. */
  readonly body?: string;
}

function* blocks(css: string): Generator<Block> {
  let at = 0;
  while (at < css.length) {
    const open = next(css, at, '{;');
    if (open === css.length) return yield { prelude: css.slice(at) };
    if (css[open] === ';') {
      yield { prelude: css.slice(at, open + 1) };
      at = open + 1;
      continue;
    }
    const close = closing(css, open);
    yield { prelude: css.slice(at, open), body: css.slice(open + 1, close) };
    at = close + 1;
  }
}

/** Place of the brace that closes the one at `open`. */
function closing(css: string, open: number): number {
  let depth = 1;
  let at = open;
  while (depth > 0) {
    at = next(css, at + 1, '{}');
    if (at === css.length) return at;
    depth += css[at] === '{' ? 1 : -1;
  }
  return at;
}

/** Place of the next of some characters outside of quotes and parentheses; the end without any. */
function next(text: string, from: number, wanted: string): number {
  let quote = '';
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    const char = text[at] as string;
    if (char === '\\') at += 1;
    else if (quote !== '') quote = char === quote ? '' : quote;
    else if (char === '"' || char === "'") quote = char;
    else if (depth === 0 && wanted.includes(char)) return at;
    else if (char === '(' || char === '[') depth += 1;
    else if (char === ')' || char === ']') depth -= 1;
  }
  return text.length;
}

/** At a separator outside of quotes and parentheses. */
export function split(text: string, separator: string): string[] {
  const parts: string[] = [];
  for (let at = 0; at <= text.length; ) {
    const end = next(text, at, separator);
    parts.push(text.slice(at, end));
    at = end + 1;
  }
  return parts;
}
