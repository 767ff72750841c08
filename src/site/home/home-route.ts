/** The address of the home page, where no page of the team stands there. */
import { join } from 'node:path';
import type { HookParameters } from 'astro';
import type { SourceFile } from '../../inventory/loaded.ts';
import { engineFile } from '../engine.ts';
import { DOCS_DIR, pageId } from '../paths.ts';

type Setup = Pick<HookParameters<'astro:config:setup'>, 'injectRoute' | 'addWatchFile'>;

/**
 * All pages lead to `/`: a site without one of its own has ours there.
 * @param root absolute path of the project.
 * @param pages all that the site has.
 */
export function addHomePage(root: string, pages: readonly SourceFile[], setup: Setup): void {
  if (pages.some(({ path }) => pageId(path) === 'index')) return;
  setup.injectRoute({ pattern: '/', entrypoint: engineFile('src/site/home/HomePage.astro') });
  // A development server starts again when the team writes one: ours would hide it.
  setup.addWatchFile(join(root, DOCS_DIR, 'index.mdx'));
}
