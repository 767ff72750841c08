/** Looks for a pattern, for a while only: `(a+)+$` may take longer than anybody lives. */
import { createContext, Script } from 'node:vm';

/** A pattern that is meant well takes microseconds on what a `Prompter` remembers. */
export const MATCH_MS = 250;

interface Search {
  pattern: RegExp;
  text: string;
}

/** Of a context's scripts, V8 can end what takes too long, also inside a regular expression. */
const search: Search = createContext({ pattern: /(?:)/, text: '' }) as Search;
const SEARCH = new Script('pattern.exec(text)');

/** As `pattern.exec(text)`; 'too slow' when it has not come to an end in time. */
export function matchWithin(
  pattern: RegExp,
  text: string,
  timeout: number = MATCH_MS,
): RegExpExecArray | null | 'too slow' {
  search.pattern = pattern;
  search.text = text;
  try {
    return SEARCH.runInContext(search, { timeout });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return 'too slow';
    throw error;
  } finally {
    // What a host printed is not kept.
    search.text = '';
  }
}
