/** How the browser indexes the pages. */
import type { Options } from 'minisearch';
import type { SearchDocument } from './document.ts';
import { term, tokenize } from './terms.ts';

export const INDEX_OPTIONS: Options<SearchDocument> = {
  fields: ['title', 'heading', 'text'],
  storeFields: ['title', 'heading', 'text'],
  tokenize,
  processTerm: term,
  searchOptions: {
    boost: { title: 3, heading: 4 },
    // A page about something stands before the sections that mention it.
    boostDocument: (id: string) => (id.includes('#') ? 1 : 2),
    combineWith: 'AND',
    prefix: true,
    // A digit that differs is another address, not a typing error.
    fuzzy: (word) => (word.length > 4 && !/\d/.test(word) ? 0.2 : false),
  },
};
