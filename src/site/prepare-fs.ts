/** Everything that is known before Astro compiles a page: the project, its menu, what is wrong. */
import type { SourceFile } from '../inventory/loaded.ts';
import { byPlace, type Problem } from '../problem/problem.ts';
import { didYouMean } from '../problem/suggest.ts';
import type { SearchSources } from '../search/documents/sources.ts';
import { isDraft, withoutPages } from './drafts.ts';
import { SiteError } from './errors.ts';
import { inventoryMenu } from './inventory/kinds.ts';
import { checkPages } from './mdx/check-pages.ts';
import { checkFrontmatter } from './mdx/frontmatter.ts';
import { checkAddresses } from './page-addresses.ts';
import { pageAddress, pageId, SETTINGS_FILE } from './paths.ts';
import type { SiteProject } from './project.ts';
import { loadProject, readPages } from './project-fs.ts';
import type { SiteRunbook } from './runbooks.ts';
import { searchSources } from './search/sources.ts';
import { type SidebarEntry, sidebar } from './sidebar.ts';

export interface Prepared {
  readonly project: SiteProject;
  readonly menu: readonly SidebarEntry[];
  /** What can be searched is made from these. */
  readonly sources: SearchSources;
  /** Warnings; and problems in pages, which only a development server goes on with. */
  readonly problems: readonly Problem[];
}

/**
 * Reads the project and checks its pages.
 * @param strict as for a build: problems in pages are errors as well, and drafts are left out.
 * @throws SiteError, or ProblemError, with all problems.
 */
export function prepare(root: string, strict: boolean): Prepared {
  const { project: whole, loaded, problems, warnings } = loadProject(root);
  const written = readPages(root);
  const drafts = strict ? written.filter(isDraft) : [];
  const pages = written.filter((page) => !drafts.includes(page));
  const project = withoutDrafts(whole, drafts);
  const { entries: menu, problems: menuProblems } = sidebar(
    project.settings.sidebar,
    pages,
    project.settings.locale,
    inventoryMenu(project.inventory, project.settings.locale, project.diagrams.length > 0),
  );
  // Pages aren't to blame for a template that doesn't render.
  const templates = problems.some(({ place }) => place?.file.startsWith('content/configs/'));
  const inPages = [
    ...checkAddresses(pages),
    ...menuProblems,
    ...project.settings.outage.flatMap((name) => unknownRunbook(name, project.runbooks)),
    ...pages.flatMap(checkFrontmatter),
    ...(templates ? [] : checkPages(pages, project)),
  ];
  const all = strict ? [...problems, ...inPages] : problems;
  if (all.length > 0) throw new SiteError(all);
  return {
    project: { ...inMenuOrder(project, menu), ...pagesWith(pages) },
    menu,
    sources: searchSources(project, loaded, pages),
    problems: [...inPages.toSorted(byPlace), ...warnings],
  };
}

function withoutDrafts(project: SiteProject, drafts: readonly SourceFile[]): SiteProject {
  const files = new Set(drafts.map(({ path }) => path));
  return {
    ...project,
    settings: withoutPages(project.settings, drafts),
    runbooks: project.runbooks.filter(({ file }) => !files.has(file)),
  };
}

function inMenuOrder(project: SiteProject, menu: readonly SidebarEntry[]): SiteProject {
  const order = new Map(
    menu
      .flatMap(({ items }) => items)
      .flatMap((item, index) => ('slug' in item ? [[item.slug, index] as const] : [])),
  );
  const at = ({ file }: SiteRunbook): number => order.get(pageId(file)) ?? order.size;
  return { ...project, runbooks: project.runbooks.toSorted((a, b) => at(a) - at(b)) };
}

/** A name of `outage:` that no runbook has. A runbook that is wrong itself has been told of. */
function unknownRunbook(name: string, runbooks: readonly SiteRunbook[]): Problem[] {
  const known = runbooks.map((runbook) => runbook.name);
  if (known.includes(name)) return [];
  return [
    {
      rule: 'site-outage',
      severity: 'error',
      message: `${SETTINGS_FILE}: "outage" names a runbook "${name}" that isn't there`,
      hint: didYouMean(name, known),
    },
  ];
}

/** Addresses of the pages that show what others lead to; nothing where no page does. */
function pagesWith(
  pages: readonly SourceFile[],
): Pick<SiteProject, 'findingsPage' | 'glancePage' | 'usesPage'> {
  // The home page that a site has anyway shows all that it can.
  const own = pages.some(({ path }) => pageId(path) === 'index') ? undefined : '/';
  const findingsPage = pageWith('Problems', pages);
  const glancePage = pageWith('Glance', pages) ?? own;
  const usesPage = pageWith('RunbookUses', pages) ?? own;
  return {
    ...(findingsPage && { findingsPage }),
    ...(glancePage && { glancePage }),
    ...(usesPage && { usesPage }),
  };
}

/** Address of the first page that uses a component, outside of its code blocks. */
function pageWith(component: string, pages: readonly SourceFile[]): string | undefined {
  const used = new RegExp(`^[ \\t]*<${component}\\b`, 'm');
  const page = pages.find(({ text }) => used.test(text.replace(/^(`{3,})[\s\S]*?^\1/gm, '')));
  return page && pageAddress(page.path);
}
