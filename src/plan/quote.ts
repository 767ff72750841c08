/** Quoting for those who build command lines. Defined beside the `sh` filter: there is one. */
import { quote } from '../template/quote.ts';

export { quote };

/** A command line of several words, each quoted on its own. */
export function quoteWords(words: readonly string[]): string {
  return words.map(quote).join(' ');
}
