/** The script that the browser loads when somebody first searches. A script, so that it also loads from a disk. */

/** At the root of the site. */
export const SEARCH_SCRIPT = 'search-index.js';

/** Its first line sets this global: the documents. */
export const DOCUMENTS_GLOBAL = 'siteSearchDocuments';
