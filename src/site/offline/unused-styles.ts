/**
 * Leaves out of the style sheets what no page has: the framework brings the styles of all of
 * its components, of which a site uses half. Pure.
 *
 * A rule goes only when it needs a class or an element that no page and no script names;
 * whatever isn't understood stays.
 */

import { editRules, split } from './css-rules.ts';

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

/** @param css without comments, as a bundler writes it. */
export function withoutUnused(css: string, names: Names): string {
  return editRules(css, (prelude, body) => {
    const selectors = split(prelude, ',').filter((one) => isUsed(one, names));
    return selectors.length > 0 ? `${selectors.join(',')}{${body}}` : '';
  });
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
