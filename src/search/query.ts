/** What was typed → what the index is asked. Pure. */
import type { Query, SearchOptions } from 'minisearch';
import { STOP_WORDS } from './stop-words.ts';
import { type Stemmer, type Token, tokens } from './terms.ts';

/** How far a word may be misspelt. */
export type Tolerance = 'exact' | 'typos';

/** The words of a query. Those that say nothing are left out, unless there are no others. */
export function asked(query: string, stem: Stemmer): Token[] {
  const all = tokens(query, stem);
  const telling = all.filter(({ asked: [word = ''] }) => !STOP_WORDS.has(word));
  return telling.length > 0 ? telling : all;
}

/** All of the words, the last one perhaps not typed to its end yet. */
export function indexQuery(words: readonly Token[], tolerance: Tolerance): Query {
  const last = words.length - 1;
  return {
    combineWith: 'AND',
    queries: words.map((word, index) => ({
      combineWith: 'OR',
      queries: [...word.asked],
      ...leniency(word, index === last, tolerance),
    })),
  };
}

/** A digit that differs is another address, not a typing error; one that is missing is yet to come. */
function leniency(word: Token, last: boolean, tolerance: Tolerance): SearchOptions {
  if (word.identifier) return { prefix: true, fuzzy: false };
  return { prefix: last, fuzzy: tolerance === 'typos' ? misspelt : false };
}

/** One letter in a word of five, two in one of nine. */
function misspelt(term: string): number | false {
  if (/\p{N}/u.test(term) || term.length < 5) return false;
  return term.length < 9 ? 1 : 2;
}
