/** The words of tables, in the language of the site that the inventory belongs to. */
import type { Inventory } from '../inventory/schema.ts';
import { en } from './labels/en.ts';
import { fr } from './labels/fr.ts';

/** One table a language, all with the same keys. */
export type Labels = typeof fr;

const LABELS = { en, fr } as const satisfies Record<string, Labels>;

export function labelsOf({ locale = 'en' }: Pick<Inventory, 'locale'>): Labels {
  return LABELS[locale];
}
