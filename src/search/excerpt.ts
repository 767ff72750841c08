/** The part of a text that shows what was found. Pure. */
import { type Stemmer, type Token, tokens } from './terms.ts';

export interface Piece {
  readonly text: string;
  readonly found: boolean;
}

const BEFORE = 50;
const LENGTH = 180;
/** A text that is hardly longer is shown whole; one that begins hardly before the match, from its beginning. */
const WHOLE = 240;
const NEAR = 90;

/**
 * About two lines of a text around what was found, in pieces.
 * @param terms of the document that match, as the index has them.
 */
export function excerpt(text: string, terms: readonly string[], stem: Stemmer): Piece[] {
  const marks = found(text, terms, stem);
  const at = best(marks);
  const short = text.length <= WHOLE;
  const start = short || at <= NEAR ? lead(text) : wordStart(text, at - BEFORE);
  const end = short ? text.length : wordEnd(text, start + LENGTH);
  const pieces = split(text, start, end, marks);
  const shown = pieces.map((piece) => ({ ...piece, text: onOneLine(piece.text) }));
  return [
    ...(start > lead(text) ? [{ text: '… ', found: false }] : []),
    ...shown,
    ...(end < text.length ? [{ text: ' …', found: false }] : []),
  ];
}

/** No-break spaces stay: they are the author's, not the file's. */
export function onOneLine(text: string): string {
  return text.replace(/[ \t\r\n]+/g, ' ');
}

/** The whole of a short text, such as a title, in pieces. */
export function marked(text: string, terms: readonly string[], stem: Stemmer): Piece[] {
  return split(text, 0, text.length, found(text, terms, stem));
}

/** Place of the first match; 0 when only the title has one. */
export function firstMatch(text: string, terms: readonly string[], stem: Stemmer): number {
  return best(found(text, terms, stem));
}

function found(text: string, terms: readonly string[], stem: Stemmer): Token[] {
  const wanted = new Set(terms);
  return tokens(text, stem).filter((token) => token.terms.some((term) => wanted.has(term)));
}

/** Beginning of the stretch that shows most different terms. */
function best(marks: readonly Token[]): number {
  let most = 0;
  let start = marks[0]?.start ?? 0;
  for (const [index, mark] of marks.entries()) {
    const near = marks.slice(index).filter(({ end }) => end < mark.start + LENGTH - BEFORE);
    const different = new Set(near.map(({ terms: [term] }) => term)).size;
    if (different > most) [most, start] = [different, mark.start];
  }
  return start;
}

/** Where the text begins, after blank lines. */
function lead(text: string): number {
  return text.length - text.trimStart().length;
}

function wordStart(text: string, at: number): number {
  if (at <= 0) return 0;
  const space = text.slice(at).search(/\s/);
  return space === -1 ? at : at + space + 1;
}

function wordEnd(text: string, at: number): number {
  if (at >= text.length) return text.length;
  const cut = text.slice(0, at).search(/\s+\S*$/);
  return cut <= at - LENGTH / 2 ? at : cut;
}

function split(text: string, start: number, end: number, marks: readonly Token[]): Piece[] {
  const pieces: Piece[] = [];
  let at = start;
  for (const mark of marks) {
    if (mark.start < at || mark.end > end) continue;
    pieces.push({ text: text.slice(at, mark.start), found: false });
    pieces.push({ text: text.slice(mark.start, mark.end), found: true });
    at = mark.end;
  }
  return [...pieces, { text: text.slice(at, end), found: false }].filter(({ text: t }) => t !== '');
}
