/** A hit of the search, as lines of a terminal or as data. Pure. */
import type { SourcedDocument } from '../search/document.ts';
import type { Hit } from '../search/engine.ts';
import { excerpt, firstMatch, marked, type Piece } from '../search/excerpt.ts';
import type { Stemmer } from '../search/terms.ts';
import type { Colors } from './terminal.ts';

/** Kind, title and excerpt, then where it is: on the site, and in the file to open. */
export function hitLines(hit: Hit<SourcedDocument>, stem: Stemmer, paint: Colors): string[] {
  const { document, terms } = hit;
  const found = (text: string) => paint.yellow(text);
  const heading = marked(document.heading || document.title, terms, stem);
  const owner = document.heading === '' ? '' : ` ${paint.dim(`‹ ${document.title}`)}`;
  const shown = excerpt(document.text, terms, stem);
  return [
    `${paint.cyan(document.kind)}  ${painted(heading, paint.bold, found)}${owner}`,
    ...(shown.length === 0 ? [] : [`  ${painted(shown, (text) => text, found)}`]),
    `  ${paint.dim(`${document.id}  ${sourceOf(hit, stem)}`)}`,
    '',
  ];
}

export function hitObject(hit: Hit<SourcedDocument>, stem: Stemmer) {
  const { id, kind, title, heading, text, file } = hit.document;
  const pieces = excerpt(text, hit.terms, stem);
  const line = lineOf(hit, stem);
  return { id, kind, title, heading, excerpt: plain(pieces), file, line };
}

function painted(
  pieces: readonly Piece[],
  rest: (text: string) => string,
  found: (text: string) => string,
): string {
  return pieces.map((piece) => (piece.found ? found(piece.text) : rest(piece.text))).join('');
}

function plain(pieces: readonly Piece[]): string {
  return pieces
    .map(({ text }) => text)
    .join('')
    .trim();
}

function sourceOf(hit: Hit<SourcedDocument>, stem: Stemmer): string {
  return `${hit.document.file}:${lineOf(hit, stem)}`;
}

/** The line of the match where the text has the file's lines; else where the thing begins. */
function lineOf({ document, terms }: Hit<SourcedDocument>, stem: Stemmer): number {
  const { text, line, aligned } = document;
  if (!aligned) return line;
  return line + text.slice(0, firstMatch(text, terms, stem)).split('\n').length - 1;
}
