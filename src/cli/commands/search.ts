/** `runbook search`: what the site's search finds, from the repository itself. */

import { readLocale } from '../../inventory/locale-fs.ts';
import { KINDS, type Kind, type SourcedDocument } from '../../search/document.ts';
import { searchDocuments } from '../../search/documents/documents.ts';
import { createEngine, type Found } from '../../search/engine.ts';
import { readSearchSources } from '../../search/sources-fs.ts';
import { stemmerOf } from '../../search/stemmers.ts';
import { type Action, count, flag, texts } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { hitLines, hitObject } from '../search-view.ts';
import type { Terminal } from '../terminal.ts';

const SHOWN = 10;

export const run: Action = async ({ args, options, terminal, root }) => {
  const project = root();
  const query = args.join(' ');
  const locale = readLocale(project);
  const stem = stemmerOf(locale);
  const engine = createEngine(searchDocuments(readSearchSources(project, locale)), stem);
  const found = ofKinds(engine.search(query, false), texts(options, 'kind') as Kind[]);
  const limit = count(options, 'limit') ?? SHOWN;
  const shown = found.hits.slice(0, limit);
  if (flag(options, 'json')) {
    const hits = shown.map((hit) => hitObject(hit, stem));
    terminal.json({ query, total: found.hits.length, corrected: found.corrected, hits });
  } else {
    const paint = terminal.colors.out;
    for (const hit of shown) for (const line of hitLines(hit, stem, paint)) terminal.out(line);
    summary(terminal, query, found, limit);
  }
  // As grep does: nothing found is no error, and still no success.
  return found.hits.length === 0 ? EXIT.failed : EXIT.ok;
};

function ofKinds(found: Found<SourcedDocument>, kinds: readonly Kind[]): Found<SourcedDocument> {
  if (kinds.length === 0 || kinds.length === KINDS.length) return found;
  return { ...found, hits: found.hits.filter(({ document }) => kinds.includes(document.kind)) };
}

function summary(
  terminal: Terminal,
  query: string,
  { hits, corrected }: Found,
  limit: number,
): void {
  if (hits.length === 0) terminal.note(`nothing found for "${query}"`);
  else if (corrected) terminal.note(`nothing is written "${query}": similar words were taken`);
  if (hits.length > limit)
    terminal.note(`${limit} of ${hits.length} shown: --limit ${hits.length} shows all`);
}
