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

/**
 * As `pattern.exec(text)`; 'too slow' when it has not come to an end in time. The time is this
 * process's own: on a machine that is busy with others, the search is made again.
 * @param timeout ms
 * @param spent CPU time of this process, in ms
 */
export function matchWithin(
  pattern: RegExp,
  text: string,
  timeout: number = MATCH_MS,
  spent: () => number = cpuTime,
): RegExpExecArray | null | 'too slow' {
  for (let limit = timeout; ; limit *= 2) {
    const before = spent();
    const found = attempt(pattern, text, limit);
    if (found !== 'too slow' || spent() - before >= timeout) return found;
  }
}

function attempt(
  pattern: RegExp,
  text: string,
  timeout: number,
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

function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
