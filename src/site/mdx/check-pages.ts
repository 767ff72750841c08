import type { SourceFile } from '../../inventory/loaded.ts';
import type { Problem } from '../../problem/problem.ts';
import { templateContext } from '../../views/context.ts';
import { gapNotes, type SiteProject } from '../project.ts';
import { checkPage } from './check.ts';

/** Problems of all pages, in the order of the pages. */
export function checkPages(pages: readonly SourceFile[], project: SiteProject): Problem[] {
  const names = {
    project,
    context: templateContext(project.inventory),
    gaps: gapNotes(project.inventory),
  };
  return pages.flatMap((page) => checkPage(page, names));
}
