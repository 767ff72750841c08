/** The interface's words in the site's language: one table a language, all with the same keys. */
import { frenchSpaces } from '../../views/typography.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';

export type Strings = typeof fr;

const TABLES = { fr, en } as const satisfies Record<string, Strings>;

export type Locale = keyof typeof TABLES;

export const LOCALES = Object.keys(TABLES) as [Locale, ...Locale[]];

/** French punctuation in the French words happens here, so that nobody types no-break spaces. */
const typesetTables = new Map<Locale, Strings>();

/** The table of a language, with its typography. */
export function strings(locale: Locale): Strings {
  const known = typesetTables.get(locale);
  if (known) return known;
  const table = typesetAll(TABLES[locale], typesetter(locale));
  typesetTables.set(locale, table);
  return table;
}

/** What a text needs in a language before it is shown: no-break spaces in French, nothing in English. */
export function typesetter(locale: Locale): (text: string) => string {
  return locale === 'fr' ? frenchSpaces : (text) => text;
}

function typesetAll<T>(value: T, typeset: (text: string) => string): T {
  if (typeof value === 'string') return typeset(value) as T;
  if (typeof value === 'function') {
    return ((...args: unknown[]) => typesetAll(value(...args), typeset)) as T;
  }
  if (Array.isArray(value)) return value.map((part) => typesetAll(part, typeset)) as T;
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([key, part]) => [key, typesetAll(part, typeset)]);
  return Object.fromEntries(entries) as T;
}
