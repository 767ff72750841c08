/** The part of a text that shows what was found. Pure. */
export interface Piece {
  readonly text: string;
  readonly found: boolean;
}

const BEFORE = 50;
const LENGTH = 170;

/**
 * About two lines of a section around the first matched word, in pieces.
 * @param words as they stand in the index: without accents or endings.
 */
export function excerpt(text: string, words: readonly string[]): Piece[] {
  const pattern = matcher(words);
  const plain = fold(text);
  const first = pattern?.exec(plain)?.index ?? 0;
  const start = first <= BEFORE ? 0 : plain.indexOf(' ', first - BEFORE) + 1;
  const end = Math.min(text.length, start + LENGTH);
  const shown = text.slice(start, end);
  const pieces = pattern ? split(shown, fold(shown), pattern) : [{ text: shown, found: false }];
  return [
    ...(start > 0 ? [{ text: '… ', found: false }] : []),
    ...pieces,
    ...(end < text.length ? [{ text: ' …', found: false }] : []),
  ];
}

function split(shown: string, plain: string, pattern: RegExp): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const match of plain.matchAll(new RegExp(pattern, 'gu'))) {
    pieces.push({ text: shown.slice(at, match.index), found: false });
    at = match.index + match[0].length;
    pieces.push({ text: shown.slice(match.index, at), found: true });
  }
  return [...pieces, { text: shown.slice(at), found: false }].filter((piece) => piece.text !== '');
}

function matcher(words: readonly string[]): RegExp | undefined {
  const longest = words.toSorted((a, b) => b.length - a.length).map(literally);
  if (longest.length === 0) return undefined;
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${longest.join('|')})[\\p{L}\\p{N}]*`, 'u');
}

/** Without case and accents, of the same length: places in it are places in the text. */
function fold(text: string): string {
  return [...text]
    .map((letter) => {
      const plain = letter.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
      return plain.length === letter.length ? plain : letter;
    })
    .join('');
}

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
