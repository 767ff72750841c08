/** How pages are indexed; the builder and the browser must agree on it. */
import type { Options } from 'minisearch';
import { term, tokenize } from './terms.ts';

/** A section of a page. */
export interface SearchDocument {
  /** Address, with the section's anchor. */
  readonly id: string;
  /** Title of the page. */
  readonly title: string;
  /** Title of the section; empty for what stands before the first one. */
  readonly heading: string;
  readonly text: string;
}

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

/** The index's file, at the root of the site. A script, so that it also loads from a disk. */
export const INDEX_FILE = 'search-index.js';
/** The global that it sets. */
export const INDEX_GLOBAL = 'siteSearchIndex';
