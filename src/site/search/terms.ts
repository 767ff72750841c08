/** Text → terms, the same for the index and for what is typed. Pure; runs in the browser too. */
import { stemmer } from '@orama/stemmers/french';

const WORD = /[\p{L}\p{N}]+(?:[._:/-][\p{L}\p{N}]+)*/gu;
const PART = /[\p{L}\p{N}]+/gu;

/**
 * Words, and the parts of compound ones: `port-channel` is found by `channel` too. An
 * address such as `10.0.0.1` stays whole: its parts would match every other address.
 */
export function tokenize(text: string): string[] {
  return (text.match(WORD) ?? []).flatMap((word) => {
    const parts = (word.match(PART) ?? []).filter((part) => /\p{L}/u.test(part));
    return parts.length > 1 || (parts.length === 1 && parts[0] !== word)
      ? [word, ...parts]
      : [word];
  });
}

const terms = new Map<string, string | null>();

/** A word as it is compared: without case, accents or ending. Words with digits are kept whole. */
export function term(word: string): string | null {
  const known = terms.get(word);
  if (known !== undefined) return known;
  const found = stem(word);
  terms.set(word, found);
  return found;
}

function stem(word: string): string | null {
  const plain = word.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
  if (plain.length === 1 && !/\d/.test(plain)) return null;
  return /\d/.test(plain) ? plain : stemmer(plain);
}
