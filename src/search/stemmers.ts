/** The stemmer of each language that a site can be in. */
import { stemmer as english } from '@orama/stemmers/english';
import { stemmer as french } from '@orama/stemmers/french';
import type { Stemmer } from './terms.ts';

export type SearchLocale = 'fr' | 'en';

const STEMMERS: Readonly<Record<SearchLocale, Stemmer>> = { fr: french, en: english };

/** A stemmer that remembers: each word of a site is met many times. */
export function stemmerOf(locale: SearchLocale): Stemmer {
  const known = new Map<string, string>();
  const stem = STEMMERS[locale];
  return (word) => {
    const found = known.get(word) ?? stem(word);
    known.set(word, found);
    return found;
  };
}
