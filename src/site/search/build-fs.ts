/** Writes the search index of a built site. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import MiniSearch from 'minisearch';
import { searchDocuments } from './extract.ts';
import { INDEX_FILE, INDEX_GLOBAL, INDEX_OPTIONS } from './index-options.ts';

/**
 * @param dir folder of the built site.
 * @param pages addresses of its pages, without leading slash: `network/`.
 */
export function writeSearchIndex(dir: URL, pages: readonly string[]): void {
  const root = fileURLToPath(dir);
  const index = new MiniSearch(INDEX_OPTIONS);
  for (const page of pages.filter((path) => !path.startsWith('404')).toSorted()) {
    const html = readFileSync(join(root, page, 'index.html'), 'utf8');
    index.addAll(searchDocuments(html, `/${page}`));
  }
  const json = JSON.stringify(JSON.stringify(index));
  writeFileSync(join(root, INDEX_FILE), `globalThis.${INDEX_GLOBAL}=${json};\n`);
}
