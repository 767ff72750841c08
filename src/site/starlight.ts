/** Starlight's options, from the project. */
import type starlight from '@astrojs/starlight';
import type { SourceFile } from '../inventory/loaded.ts';
import { DOCS_DIR, RUNBOOKS_DIR } from './paths.ts';
import type { SiteProject } from './project.ts';

type StarlightOptions = Parameters<typeof starlight>[0];

export function starlightOptions(
  project: SiteProject,
  _pages: readonly SourceFile[],
): StarlightOptions {
  const { settings } = project;
  return {
    title: settings.title ?? project.inventory.title,
    ...(settings.description === undefined ? {} : { description: settings.description }),
    locales: { root: { label: 'Français', lang: 'fr' } },
    disable404Route: true,
    pagefind: false,
    credits: false,
    expressiveCode: {
      // What is shown and copied is exactly what is executed.
      tabWidth: 0,
      frames: { extractFileNameFromCode: false, removeCommentsWhenCopyingTerminalFrames: false },
    },
    markdown: { processedDirs: [`./${DOCS_DIR}`, `./${RUNBOOKS_DIR}`] },
  };
}
