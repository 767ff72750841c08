/**
 * French typography: a no-break space where the author typed an ordinary one, and the
 * apostrophe of books for that of keyboards.
 *
 * Only spaces that are there are changed, so that `http://` or `10:30` stay as they are.
 * Source: Imprimerie nationale (narrow no-break space before `;`, `!`, `?`; no-break
 * space before `:` and inside guillemets).
 */
const NBSP = '\u00A0';
const NARROW = '\u202F';

const RULES: readonly (readonly [RegExp, string])[] = [
  [/ (?=[:»])/g, NBSP],
  [/(?<=«) /g, NBSP],
  [/ (?=[;!?](?![\w/=]))/g, NARROW],
  // A letter with an accent is one as well: « 3 séries » are no seconds.
  [/(?<=\d) (?=[%×]|(?:[kKMGT]i?o|[kMG]?bit|[MG]b(?:it)?\/s|m?s|min|h)(?![\p{L}\d]))/gu, NBSP],
  [/(?<=[≤≥≈±]) (?=\d)/g, NBSP],
  [/(?<=\bn°) /g, NBSP],
  [/(?<=\p{L})'(?=[\p{L}«])/gu, '’'],
];

/** The text with its no-break spaces and apostrophes. Idempotent. */
export function frenchSpaces(text: string): string {
  return RULES.reduce((result, [pattern, space]) => result.replace(pattern, space), text);
}
