/** The stemmer of each language that a site can be in. */
import { stemmer as english } from '@orama/stemmers/english';
import { stemmer as french } from '@orama/stemmers/french';
import type { Stemmer } from './terms.ts';

export type SearchLocale = 'fr' | 'en';

/**
 * Snowball leaves the noun of an action apart from its verb, and procedures are full of them:
 * `redémarrage`, `redémarrer`. A short rest would be another word (`page`, `partage`).
 */
const ACTION = /^(.{5,})ag$/;

const frenchActions: Stemmer = (word) => french(word).replace(ACTION, '$1');

const STEMMERS: Readonly<Record<SearchLocale, Stemmer>> = { fr: frenchActions, en: english };

export function stemmerOf(locale: SearchLocale): Stemmer {
  return STEMMERS[locale];
}
