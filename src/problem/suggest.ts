import { closest, distance } from 'fastest-levenshtein';

/**
 * The known name nearest to what was typed, for a "did you mean" hint.
 * @returns undefined when nothing is near enough to be a typo: a third of the letters may
 * differ, or 2, but never all of them.
 */
export function suggest(typed: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const best = closest(typed, [...known]);
  const edits = distance(typed, best);
  const near = edits <= Math.max(2, Math.floor(typed.length / 3)) && edits < typed.length;
  return near ? best : undefined;
}

/** A hint sentence for an unknown name: the nearest one, or the list of what exists. */
export function didYouMean(typed: string, known: readonly string[]): string {
  const best = suggest(typed, known);
  if (best !== undefined) return `did you mean "${best}"?`;
  return known.length === 0 ? 'none is declared' : `known: ${known.slice(0, 12).join(', ')}`;
}
