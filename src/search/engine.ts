/** The index, and the order in which an admin wants to see what it finds. Pure; runs in the browser too. */
import MiniSearch, { type SearchResult } from 'minisearch';
import type { Kind, SearchDocument } from './document.ts';
import { asked, indexQuery, type Leniency } from './query.ts';
import { type Stemmer, type Token, tokens } from './terms.ts';

export interface Hit<D extends SearchDocument = SearchDocument> {
  readonly document: D;
  /** Terms of the document that match: what an excerpt marks. */
  readonly terms: readonly string[];
}

export interface Found<D extends SearchDocument = SearchDocument> {
  readonly hits: readonly Hit<D>[];
  /** Nothing matches as it was typed: words were taken for others that look like them. */
  readonly corrected: boolean;
}

export interface SearchEngine<D extends SearchDocument = SearchDocument> {
  /** @param typing the last word may not be typed to its end yet */
  search(query: string, typing?: boolean): Found<D>;
}

/** How much a kind counts: an identifier is looked for in the inventory, a word in the pages. */
const WEIGHTS: Readonly<Record<'identifier' | 'word', Readonly<Record<Kind, number>>>> = {
  identifier: { inventory: 2.5, step: 1.5, config: 1.2, page: 1 },
  word: { page: 1.6, step: 1.3, inventory: 1, config: 0.7 },
};

/** A page as a whole stands before its sections, and the page of a host is one, too. */
const WHOLE = 1.5;

const TOLERANCES = ['exact', 'begins', 'typos'] as const;

const FIELDS = ['heading', 'title', 'text'] as const;
type Field = (typeof FIELDS)[number];
const BOOST = { heading: 5, title: 1.5 };

/** Indexes documents of a site in one language. */
export function createEngine<D extends SearchDocument>(
  documents: readonly D[],
  stem: Stemmer,
): SearchEngine<D> {
  const index = emptyIndex(documents, stem);
  index.addAll(documents.map((_, id) => ({ id })));
  return { search: (query, typing = true) => search(index, documents, stem, query, typing) };
}

/** As `createEngine`, in pieces: a browser goes on showing what is typed meanwhile. */
export async function createEngineInPieces<D extends SearchDocument>(
  documents: readonly D[],
  stem: Stemmer,
): Promise<SearchEngine<D>> {
  const index = emptyIndex(documents, stem);
  await index.addAllAsync(
    documents.map((_, id) => ({ id })),
    { chunkSize: 100 },
  );
  return { search: (query, typing = true) => search(index, documents, stem, query, typing) };
}

/** Holds numbers of documents. */
type Index = MiniSearch<{ id: number }>;

function emptyIndex(documents: readonly SearchDocument[], stem: Stemmer): Index {
  return new MiniSearch({
    fields: [...FIELDS],
    extractField: (entry, field) =>
      field === 'id' ? entry.id : fieldOf(documents[entry.id] as SearchDocument, field as Field),
    // Texts are cut into their terms at once.
    tokenize: (text) => tokens(text, stem).flatMap(({ terms }) => terms),
    processTerm: (term) => term,
    searchOptions: { tokenize: (term) => [term], boost: BOOST },
  });
}

function fieldOf(document: SearchDocument, field: Field): string {
  return field === 'heading' ? document.heading || document.title : document[field];
}

function search<D extends SearchDocument>(
  index: Index,
  documents: readonly D[],
  stem: Stemmer,
  query: string,
  typing: boolean,
): Found<D> {
  const words = asked(query, stem);
  // Each only when the one before finds nothing.
  const tolerances = typing ? (['exact', 'typos'] as const) : TOLERANCES;
  for (const tolerance of words.length === 0 ? [] : tolerances) {
    const hits = ranked(index, documents, words, { tolerance, typing });
    if (hits.length > 0) return { hits, corrected: tolerance === 'typos' };
  }
  return { hits: [], corrected: false };
}

function ranked<D extends SearchDocument>(
  index: Index,
  documents: readonly D[],
  words: readonly Token[],
  leniency: Leniency,
): Hit<D>[] {
  const weights = WEIGHTS[words.some(({ identifier }) => identifier) ? 'identifier' : 'word'];
  const weight = ({ kind, id }: D): number =>
    id.includes('#') ? weights[kind] : Math.max(weights[kind], weights.page) * WHOLE;
  return index
    .search(indexQuery(words, leniency), {
      boostDocument: (id) => weight(documents[id] as D),
    })
    .map((result) => ({ result, whole: wholeIdentifiers(result, words) }))
    .sort((a, b) => b.whole - a.whole || b.result.score - a.result.score)
    .map(({ result }) => ({ document: documents[result.id] as D, terms: result.terms }));
}

/** How many identifiers are there as they were typed, not as the beginning of others. */
function wholeIdentifiers({ match }: SearchResult, words: readonly Token[]): number {
  const found = ({ asked: [name = ''] }: Token) => Object.hasOwn(match, name);
  return words.filter((word) => word.identifier && found(word)).length;
}
