/** Which pages there are while the site is written: those on the disk. */
import { findSources } from '../../problem/source-fs.ts';
import { bundledPage, PAGES_MODULE, pageEntries } from '../mdx/pages-module.ts';
import { PAGE_PATTERNS } from '../paths.ts';
import type { VitePlugin } from '../vite.ts';

/**
 * Astro writes a list of its own, and leaves out a page that is added at the moment when it
 * writes for another: until the server is started again, that page is an error (7.3.4,
 * `writeModuleImports` of its data store).
 * @param root absolute path of the project.
 */
export function livePages(root: string): VitePlugin {
  return {
    name: 'site-live-pages',
    transform: {
      filter: { id: PAGES_MODULE },
      handler: () => ({ code: pagesOnDisk(root), map: null }),
    },
  };
}

function pagesOnDisk(root: string): string {
  return pageEntries(
    findSources(root, PAGE_PATTERNS).map((path) => [path, bundledPage(path)] as const),
  );
}
