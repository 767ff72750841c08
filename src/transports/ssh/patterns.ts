/** The patterns of ssh_config(5), "PATTERNS", also those of known_hosts. Pure. */
import { matchesWildcards } from '../../problem/wildcards.ts';

/** `*` is any text, `?` one character; nothing else is special. */
export function matchesPattern(pattern: string, text: string): boolean {
  return matchesWildcards(pattern, text);
}

/** One that is negated with `!` and matches refuses, whatever the others say. */
export function matchesPatterns(patterns: readonly string[], text: string): boolean {
  const refused = patterns.some((p) => p.startsWith('!') && matchesPattern(p.slice(1), text));
  return !refused && patterns.some((p) => !p.startsWith('!') && matchesPattern(p, text));
}

/** A list with commas, as `Match` takes it. */
export function matchesList(list: string, text: string): boolean {
  return matchesPatterns(list.split(','), text);
}
