/** The words of diagrams, in the language of the site that the inventory belongs to. */
import type { Inventory } from '../inventory/schema.ts';
import { en } from './labels/en.ts';
import { fr } from './labels/fr.ts';

/** A noun, for one and for many. */
export type Pair = readonly [one: string, many: string];

/** One table a language, all with the same keys. */
export type Words = typeof fr;

const WORDS = { en, fr } as const satisfies Record<string, Words>;

export function wordsOf({ locale = 'en' }: Pick<Inventory, 'locale'>): Words {
  return WORDS[locale];
}

/** A number with its word. */
export function counted(inventory: Inventory, count: number, [one, many]: Pair): string {
  const { isOne } = wordsOf(inventory);
  return `${figure(inventory, count)} ${isOne(count) ? one : many}`;
}

export function figure(inventory: Inventory, number: number): string {
  return String(number).replace('.', wordsOf(inventory).decimal);
}
