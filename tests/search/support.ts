/** The repository's own pages, runbooks and inventory: each is a test input. */
import { join } from 'node:path';
import { loadInventory } from '../../src/inventory/load-fs.ts';
import { readLocale } from '../../src/inventory/locale-fs.ts';
import type { SourcedDocument } from '../../src/search/document.ts';
import { searchDocuments } from '../../src/search/documents/documents.ts';
import { readSearchSources } from '../../src/search/sources-fs.ts';

export const ROOT = join(import.meta.dirname, '../..');
export const LOCALE = readLocale(ROOT);

export function corpusInventory() {
  return loadInventory(ROOT);
}

export function corpusSources() {
  return readSearchSources(ROOT, LOCALE);
}

export function corpusDocuments(): SourcedDocument[] {
  return searchDocuments(corpusSources());
}
