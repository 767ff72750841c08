/** Which problems keep a page from being shown while the site is written. Pure. */
import { byPlace, formatProblem, type Problem } from '../../problem/problem.ts';
import { DOCS_DIR, pageId, RUNBOOKS_DIR } from '../paths.ts';

/** Id of the page that a file is; undefined for what concerns all of them. */
export function sitePart(file: string): string | undefined {
  const page = file.startsWith(`${DOCS_DIR}/`) || file.startsWith(`${RUNBOOKS_DIR}/`);
  return page && file.endsWith('.mdx') ? pageId(file) : undefined;
}

/** Those of the page itself, and those of what all pages are made from. */
export function routeProblems(problems: readonly Problem[], pathname: string): Problem[] {
  const id = decodeURI(pathname).replace(/^\/+|\/+$/g, '') || 'index';
  return problems.filter(({ place }) => {
    const part = place && sitePart(place.file);
    return part === undefined || part === id;
  });
}

/** As Astro shows it over the page: the first problem's place in its file, and all their texts. */
export class ShownProblems extends Error {
  readonly loc:
    | { readonly file: string; readonly line: number; readonly column: number }
    | undefined;
  readonly hint: string | undefined;

  constructor(problems: readonly Problem[]) {
    const sorted = problems.toSorted(byPlace);
    // Its hint has a place of its own.
    super(
      sorted
        .map((problem, at) => formatProblem(at === 0 ? { ...problem, hint: undefined } : problem))
        .join('\n\n'),
    );
    this.name = sorted[0]?.rule ?? 'problem';
    // Nobody's code is to blame: Astro would take the place of the error from it.
    this.stack = '';
    // A copy: Astro makes its path absolute.
    this.loc = sorted[0]?.place && { ...sorted[0].place };
    this.hint = sorted[0]?.hint;
  }
}
