/**
 * Text → tokens, the same for what is indexed and for what is typed. Pure; runs in the
 * browser too.
 *
 * A word is compared without case, accents and ending. What holds a digit is an identifier
 * (an address, a port, a VLAN): it is compared whole, in one spelling.
 */
import { type Match, SPELLINGS } from './identifiers.ts';

/** A word → its stem; another language is another function. */
export type Stemmer = (word: string) => string;

export interface Token {
  /** Where it stands in the text. */
  readonly start: number;
  readonly end: number;
  /** What it is found by. */
  readonly terms: readonly string[];
  /** What is looked for when it is typed: any of these … */
  readonly asked: readonly string[];
  /** … or all of these: `port-channel` is `port channel` too. */
  readonly parts?: readonly string[];
  readonly identifier: boolean;
  /** An identifier that is known to be whole: a longer one is another. */
  readonly whole?: boolean;
}

const WORD = /[\p{L}\p{N}]+(?:[._:/@+-]+[\p{L}\p{N}]+)*/gu;
const PART = /[\p{L}\p{N}]+/gu;
const DIGIT = /\p{N}/u;

/** The tokens of a text, in its order. */
export function tokens(text: string, stem: Stemmer): Token[] {
  const found: Token[] = [];
  let at = 0;
  for (const match of text.matchAll(SPELLINGS.pattern)) {
    found.push(...words(text, at, match.index, stem));
    at = match.index + match[0].length;
    found.push(...identifiers(SPELLINGS.read(match), match.index, at));
  }
  return [...found, ...words(text, at, text.length, stem)];
}

function identifiers(read: readonly Match[], start: number, end: number): Token[] {
  return read.map((match) => ({ start, end, ...match }));
}

/** What stands between identifiers of a known form. */
function words(text: string, from: number, to: number, stem: Stemmer): Token[] {
  const known = knownWords(stem);
  const tokens: Token[] = [];
  for (const match of text.slice(from, to).matchAll(WORD)) {
    const [word] = match;
    const terms = known.get(word) ?? termsOfWord(word, stem);
    known.set(word, terms);
    const start = from + match.index;
    if (terms.terms.length > 0) tokens.push({ ...terms, start, end: start + word.length });
  }
  return tokens;
}

/** A site has each of its words a hundred times: half of the time for an index went into them. */
const known = new WeakMap<Stemmer, Map<string, Terms>>();

function knownWords(stem: Stemmer): Map<string, Terms> {
  const words = known.get(stem) ?? new Map<string, Terms>();
  known.set(stem, words);
  return words;
}

type Terms = Omit<Token, 'start' | 'end'>;

function termsOfWord(word: string, stem: Stemmer): Terms {
  return DIGIT.test(word) ? identifier(word, stem) : plainWord(word, stem);
}

/** `eth0.997` is found by itself and by its parts; `3.4.1` by itself only. */
function identifier(word: string, stem: Stemmer): Terms {
  const whole = fold(word);
  const parts = (word.match(PART) ?? []).filter((part) => part !== word);
  const named = parts.filter((part) => /\p{L}/u.test(part) || part.length > 2);
  const terms = new Set([whole, ...named.flatMap((part) => termsOf(part, stem))]);
  return { terms: [...terms], asked: [whole], identifier: true };
}

function plainWord(word: string, stem: Stemmer): Terms {
  const parts = word.match(PART) ?? [];
  if (parts.length === 1) {
    const terms = termsOf(word, stem);
    return { terms, asked: terms, identifier: false };
  }
  const whole = fold(word);
  const named = parts.map((part) => termsOf(part, stem)).filter((terms) => terms.length > 0);
  return {
    terms: [...new Set([whole, ...named.flat()])],
    asked: [whole],
    parts: named.map((terms) => terms.at(-1) as string),
    identifier: false,
  };
}

/** The word as it is written, and its stem. A letter alone (`l’`, `d’`) says nothing. */
function termsOf(word: string, stem: Stemmer): string[] {
  const plain = fold(word);
  if (DIGIT.test(plain)) return [plain];
  if (plain.length === 1) return [];
  const short = stem(plain);
  return short === plain ? [plain] : [plain, short];
}

/** Without case and accents. */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae');
}
