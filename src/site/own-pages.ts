/** Pages that a site has anyway, unless its team has written one for that address. */
import { join } from 'node:path';
import type { HookParameters } from 'astro';
import type { SourceFile } from '../inventory/loaded.ts';
import { engineFile } from './engine.ts';
import { DOCS_DIR, pageId, RUNBOOKS_DIR } from './paths.ts';

type Setup = Pick<HookParameters<'astro:config:setup'>, 'injectRoute' | 'addWatchFile'>;

const OWN = [
  {
    id: 'index',
    pattern: '/',
    page: 'src/site/home/HomePage.astro',
    theirs: [`${DOCS_DIR}/index.mdx`],
  },
  {
    id: RUNBOOKS_DIR,
    pattern: `/${RUNBOOKS_DIR}`,
    page: 'src/site/runbook/RunbooksPage.astro',
    theirs: [
      `${RUNBOOKS_DIR}/index.mdx`,
      `${DOCS_DIR}/${RUNBOOKS_DIR}.mdx`,
      `${DOCS_DIR}/${RUNBOOKS_DIR}/index.mdx`,
    ],
  },
] as const;

/**
 * All pages lead to `/`, and the addresses of the runbooks to the one above them.
 * @param root absolute path of the project.
 * @param pages all that its team has written.
 */
export function addOwnPages(root: string, pages: readonly SourceFile[], setup: Setup): void {
  for (const { id, pattern, page, theirs } of OWN) {
    if (pages.some(({ path }) => pageId(path) === id)) continue;
    setup.injectRoute({ pattern, entrypoint: engineFile(page) });
    // A development server starts again when the team writes one: ours would hide it.
    for (const file of theirs) setup.addWatchFile(join(root, file));
  }
}
