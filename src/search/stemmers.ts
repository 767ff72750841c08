/** The stemmer of each language that a site can be in. */
import { stemmer as english } from '@orama/stemmers/english';
import { stemmer as french } from '@orama/stemmers/french';
import type { Stemmer } from './terms.ts';

export type SearchLocale = 'fr' | 'en';

const STEMMERS: Readonly<Record<SearchLocale, Stemmer>> = { fr: french, en: english };

export function stemmerOf(locale: SearchLocale): Stemmer {
  return STEMMERS[locale];
}
