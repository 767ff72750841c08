/** Writes what the search of a built site loads. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { searchDocuments } from '../../search/documents/documents.ts';
import type { SearchSources } from '../../search/documents/sources.ts';
import { searchScript } from './bundle-fs.ts';
import { SEARCH_SCRIPT } from './script.ts';

/** @param dir folder of the built site. */
export async function writeSearchScript(dir: URL, sources: SearchSources): Promise<void> {
  const script = await searchScript(searchDocuments(sources), sources.locale);
  writeFileSync(join(fileURLToPath(dir), SEARCH_SCRIPT), script);
}
