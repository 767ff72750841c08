/**
 * Leaves out of the style sheets what no page has: the framework brings the styles of all of
 * its components, of which a site uses half. Pure.
 *
 * A rule goes only when it needs a class or an element that no page and no script names;
 * whatever isn't understood stays.
 */

/** Names of classes and elements that are used somewhere. */
export type Names = Set<string>;

const CLASSES = /\bclass="([^"]*)"/g;
const ELEMENT = /<([a-z][\w-]*)/gi;

/** What a page has. */
export function addPageNames(names: Names, html: string): void {
  for (const [, list = ''] of html.matchAll(CLASSES)) {
    for (const name of list.split(/\s+/)) names.add(name);
  }
  for (const [, name = ''] of html.matchAll(ELEMENT)) names.add(name.toLowerCase());
}

/** What a script may add to a page: every word of it. */
export function addScriptNames(names: Names, script: string): void {
  for (const [word] of script.matchAll(/[\w-]+/g)) names.add(word);
}

/** Of these, the rules inside are looked at; all other at-rules stay as they are. */
export const GROUPS = /^@(?:layer|media|supports|container)\b/;

/** @param css without comments, as a bundler writes it. */
export function withoutUnused(css: string, names: Names): string {
  let kept = '';
  for (const { prelude, body } of blocks(css)) {
    const head = prelude.trim();
    if (body === undefined) kept += prelude;
    else if (GROUPS.test(head)) {
      const inside = withoutUnused(body, names);
      if (inside.trim() !== '') kept += `${prelude}{${inside}}`;
    } else if (head.startsWith('@')) kept += `${prelude}{${body}}`;
    else {
      const selectors = split(prelude, ',').filter((one) => isUsed(one, names));
      if (selectors.length > 0) kept += `${selectors.join(',')}{${body}}`;
    }
  }
  return kept;
}

interface Block {
  readonly prelude: string;
  /** Between its braces; undefined for a statement that ends with a semicolon. */
  readonly body?: string;
}

export function* blocks(css: string): Generator<Block> {
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

export function split(text: string, separator: string): string[] {
  const parts: string[] = [];
  for (let at = 0; at <= text.length; ) {
    const end = next(text, at, separator);
    parts.push(text.slice(at, end));
    at = end + 1;
  }
  return parts;
}

/** Whether all classes and elements that a selector needs are there. */
function isUsed(selector: string, names: Names): boolean {
  if (selector.includes('\\')) return true;
  return required(selector).every((name) => names.has(name));
}

/** `a.b:not(.c) > d` → a, b, d. Of `:is(x, y)`, no one is needed. */
function required(selector: string): string[] {
  const plain = withoutArguments(selector).replace(/\[[^\]]*\]/g, '');
  return [...plain.matchAll(/::?[\w-]+|\.([a-zA-Z_][\w-]*)|#[\w-]+|([a-zA-Z][\w-]*)/g)].flatMap(
    ([, className, element]) => className ?? element?.toLowerCase() ?? [],
  );
}

/** Without what stands in the parentheses of pseudo-classes, but for a single `:where(…)`. */
function withoutArguments(selector: string): string {
  const [, before = '', inside = '', after = ''] =
    /^([^(]*):where\(([^(),]*)\)(.*)$/s.exec(selector) ?? [];
  if (inside !== '') return `${withoutArguments(before)}${inside}${withoutArguments(after)}`;
  let plain = selector;
  for (let last = ''; last !== plain; ) {
    last = plain;
    plain = plain.replace(/\([^()]*\)/g, '');
  }
  return plain;
}
