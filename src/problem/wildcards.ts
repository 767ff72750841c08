/** Patterns with `*` and `?`, as shells and ssh_config(5) have them. Pure. */

/**
 * `*` is any text, `?` one character, nothing else is special. In linear space and at
 * most pattern × text steps: a regular expression of many `*` may take for ever.
 */
export function matchesWildcards(pattern: string, text: string): boolean {
  const [wanted, given] = [[...pattern], [...text]];
  let at = 0;
  // The last star, and how much of the text it stands for: only the last may have to grow.
  let [star, from] = [-1, 0];
  for (let index = 0; index < given.length; ) {
    if (wanted[at] === '*') {
      [star, from] = [at, index];
      at += 1;
    } else if (wanted[at] === '?' || wanted[at] === given[index]) {
      at += 1;
      index += 1;
    } else if (star >= 0) {
      from += 1;
      [at, index] = [star + 1, from];
    } else return false;
  }
  return wanted.slice(at).every((sign) => sign === '*');
}
