/** How the site's build reports problems: their texts, nothing else. */
import { byPlace, formatProblem, type Problem, ProblemError } from '../problem/problem.ts';

/**
 * What `work` returns, or the end of a build with nothing but the problems' texts: Astro
 * would blame the hook that they came up in.
 * @param building ends the process; otherwise (a development server, which goes on with
 *   what it had) they are thrown.
 * @throws SiteError
 */
export function reportProblems<T>(building: boolean, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const known = error instanceof ProblemError ? new SiteError(error.problems) : error;
    if (!building || !(known instanceof SiteError)) throw known;
    process.stderr.write(`${known.message}\n`);
    process.exit(1);
  }
}

/**
 * Ends a build with the texts of all problems.
 *
 * Astro prints an error's stack when it has one; a problem is in a page or in the
 * inventory, never in this code, so it has none.
 */
export class SiteError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super([...new Set(problems.toSorted(byPlace).map(formatProblem))].join('\n'));
    this.name = 'SiteError';
    this.problems = problems;
    this.stack = '';
  }
}
