/** What is searched, and where the browser gets it. */

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

/** Holds the documents, at the root of the site. A script, so that it also loads from a disk. */
export const DOCUMENTS_FILE = 'search-index.js';
/** The global that it sets. */
export const DOCUMENTS_GLOBAL = 'siteSearchDocuments';
