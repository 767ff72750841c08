/** Writes what a built site can be searched for. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DOCUMENTS_FILE, DOCUMENTS_GLOBAL } from './document.ts';
import { searchDocuments } from './extract.ts';

/**
 * The text of all pages. The browser indexes it when somebody first searches: the index
 * itself is twice as long to load, and takes the build longer than the browser.
 * @param dir folder of the built site.
 * @param pages addresses of its pages, without leading slash: `network/`.
 */
export function writeSearchDocuments(dir: URL, pages: readonly string[]): void {
  const root = fileURLToPath(dir);
  const documents = pages
    .filter((path) => !path.startsWith('404'))
    .toSorted()
    .flatMap((page) => {
      const html = readFileSync(join(root, page, 'index.html'), 'utf8');
      return searchDocuments(html, `/${page}`);
    });
  const script = `globalThis.${DOCUMENTS_GLOBAL}=${JSON.stringify(documents)};\n`;
  writeFileSync(join(root, DOCUMENTS_FILE), script);
}
