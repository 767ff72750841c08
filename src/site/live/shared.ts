/** Where pages find the site: they run in this same process, when built and when developed. */
import type { Problem } from '../../problem/problem.ts';
import type { SiteProject } from '../project.ts';
import type { SidebarEntry } from '../sidebar.ts';

export interface SharedSite {
  readonly project: SiteProject;
  readonly menu: readonly SidebarEntry[];
  /** What is wrong just now; a build has ended by then. */
  readonly problems: readonly Problem[];
}

const NAME = 'site-project';

/** Handed over as it is: a megabyte of data would be bundled otherwise, for nothing. */
export const SHARED_SITE = `globalThis[Symbol.for('${NAME}')]`;

export function shareSite(site: SharedSite): void {
  (globalThis as Record<symbol, unknown>)[Symbol.for(NAME)] = site;
}
