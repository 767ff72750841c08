/** The words after a fence's language: `run id=create on="a, b" timeout=2m`, with their places. */
import type { Place, Problem } from '../problem/problem.ts';

/** One word of a fence: `run` (no value) or `id=create`. */
export interface MetaWord {
  readonly key: string;
  readonly value?: string;
  readonly place: Place;
  /** Where the value begins, inside its quotes. */
  readonly valuePlace: Place;
}

export type Meta =
  | { readonly ok: true; readonly words: readonly MetaWord[] }
  | { readonly ok: false; readonly problem: Problem };

const KEY = /[^\s=]+/y;
/** A bare value ends at a blank; a template in it may hold blanks: `put=/etc/{{ host.name }}`. */
const BARE = /(?:\{\{.*?\}\}|\S)+/y;
const QUOTED = /"([^"]*)"|'([^']*)'/y;
/** Marks of the site's code blocks that hold blanks: `{1, 3-5}`, `"text"`, `/pattern/`. */
const MARK = /\{[^}]*\}|"[^"]*"|'[^']*'|\/(?:[^/\\]|\\.)*\//y;

/**
 * Splits the meta part of a fence.
 * @param origin place of the first character of `text`.
 */
export function parseMeta(text: string, origin: Place): Meta {
  const words: MetaWord[] = [];
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match) at += match[0].length;
    return match;
  };
  for (take(/\s*/y); at < text.length; take(/\s*/y)) {
    const place = offset(origin, at);
    const key = (take(MARK) ?? take(KEY) ?? take(BARE))?.[0] as string;
    if (text[at] !== '=') {
      words.push({ key, place, valuePlace: place });
      continue;
    }
    at += 1;
    if (isOpenQuote(text, at)) return { ok: false, problem: openQuote(offset(origin, at)) };
    const valueAt = at;
    const quoted = take(QUOTED);
    const value = quoted ? (quoted[1] ?? quoted[2] ?? '') : (take(BARE)?.[0] ?? '');
    words.push({ key, value, place, valuePlace: offset(origin, valueAt + (quoted ? 1 : 0)) });
  }
  return { ok: true, words };
}

function isOpenQuote(text: string, at: number): boolean {
  const mark = text[at];
  return (mark === '"' || mark === "'") && !text.includes(mark, at + 1);
}

function openQuote(place: Place): Problem {
  return {
    rule: 'fence-quote',
    severity: 'error',
    message: 'this quote is never closed',
    place,
    hint: 'close it on the same line',
  };
}

function offset(origin: Place, by: number): Place {
  return { ...origin, column: origin.column + by };
}
