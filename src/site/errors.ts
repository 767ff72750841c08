/** How the site's build reports problems: their texts, nothing else. */
import { byPlace, formatProblem, type Problem } from '../problem/problem.ts';

/**
 * Ends a build with the texts of all problems.
 *
 * Astro prints an error's stack when it has one; a problem is in a page or in the
 * inventory, never in this code, so it has none.
 */
export class SiteError extends Error {
  constructor(problems: readonly Problem[]) {
    super(problems.toSorted(byPlace).map(formatProblem).join('\n'));
    this.name = 'SiteError';
    this.stack = '';
  }
}
