/** What was typed → what the index is asked. Pure. */
import type { Query, SearchOptions } from 'minisearch';
import { STOP_WORDS } from './stop-words.ts';
import { type Stemmer, type Token, tokens } from './terms.ts';

/** What a word may be taken for: itself, the beginning of another, one that looks like it. */
export type Tolerance = 'exact' | 'begins' | 'typos';

/** The words of a query. Those that say nothing are left out, unless there are no others. */
export function asked(query: string, stem: Stemmer): Token[] {
  const all = tokens(query, stem);
  const telling = all.filter(({ asked: [word = ''] }) => !STOP_WORDS.has(word));
  return telling.length > 0 ? telling : all;
}

export interface Leniency {
  readonly tolerance: Tolerance;
  /** The last word may not be typed to its end yet. */
  readonly typing: boolean;
}

/** What the index is asked: all of the words must be there. */
export function indexQuery(words: readonly Token[], leniency: Leniency): Query {
  const last = words.length - 1;
  return {
    combineWith: 'AND',
    queries: words.map((word, index) => ({
      combineWith: 'OR',
      queries: [...word.asked, ...apart(word)],
      ...lenient(word, { ...leniency, typing: leniency.typing && index === last }),
    })),
  };
}

/** A compound as words of their own: `manque-t-il` is `manque`. */
function apart({ parts = [] }: Token): Query[] {
  const telling = parts.filter((part) => !STOP_WORDS.has(part));
  return telling.length === 0 ? [] : [{ combineWith: 'AND', queries: telling }];
}

/**
 * A digit that differs is another address, not a typing error; of an identifier that isn't
 * whole, the rest is yet to come.
 */
function lenient(word: Token, { typing, tolerance }: Leniency): SearchOptions {
  if (word.identifier) return { prefix: typing || word.whole !== true, fuzzy: false };
  return {
    prefix: typing || tolerance === 'begins',
    fuzzy: tolerance === 'typos' ? misspelt : false,
  };
}

/** One letter in a word of five, two in one of nine. */
function misspelt(term: string): number | false {
  if (/\p{N}/u.test(term) || term.length < 5) return false;
  return term.length < 9 ? 1 : 2;
}
