/** In the browser: where the search's script begins. */
import type { SearchDocument } from '../../search/document.ts';
import { createEngineInPieces } from '../../search/engine.ts';
import type { Stemmer } from '../../search/terms.ts';
import { startDialog } from './dialog-client.ts';
import { DOCUMENTS_GLOBAL } from './script.ts';

type Loaded = Readonly<Record<string, readonly SearchDocument[] | undefined>>;

export function start(stem: Stemmer): void {
  const documents = (globalThis as unknown as Loaded)[DOCUMENTS_GLOBAL] ?? [];
  startDialog(createEngineInPieces(documents, stem), stem);
}
