/** Ties the project to Astro: its data as a module, its pages checked, its blocks rendered. */

import { fileURLToPath } from 'node:url';
import { isSatteriProcessor } from '@astrojs/markdown-satteri';
import starlight from '@astrojs/starlight';
import type { AstroConfig, AstroIntegration } from 'astro';
import { formatProblem } from '../problem/problem.ts';
import type { SearchSources } from '../search/documents/sources.ts';
import { templateContext } from '../views/context.ts';
import { engineFile } from './engine.ts';
import { reportProblems } from './errors.ts';
import { onDemandPages, shareCompiler } from './mdx/on-demand.ts';
import { type PluginSources, pagePlugin } from './mdx/plugin.ts';
import { basePath, finishBuild } from './offline/build-done.ts';
import { retireWorker } from './offline/retire.ts';
import { prepare } from './prepare-fs.ts';
import { readPages, sourceFiles } from './project-fs.ts';
import { writeSearchScript } from './search/build-fs.ts';
import { searchInDevelopment } from './search/dev-fs.ts';
import type { SidebarEntry } from './sidebar.ts';
import { starlightOptions } from './starlight.ts';
import { projectModules, quietBundler } from './vite.ts';

/** @param root absolute path of the project. */
export function siteIntegration(root: string): AstroIntegration {
  let sources: SearchSources | undefined;
  let url: string | undefined;
  return {
    name: 'site',
    hooks: {
      'astro:config:setup': ({ config, updateConfig, command, logger, addWatchFile }) => {
        const building = command === 'build';
        const prepared = reportProblems(building, () => prepare(root, building));
        const { project, menu, problems } = prepared;
        sources = prepared.sources;
        for (const problem of problems) logger.warn(formatProblem(problem));
        for (const file of sourceFiles(root)) addWatchFile(file);
        addPagePlugin(config, root, { project, titles: pageTitles(menu) });
        url = project.settings.url;
        updateConfig({
          ...(url === undefined ? {} : { site: url }),
          vite: {
            plugins: [
              projectModules(project),
              searchInDevelopment(root),
              retireWorker(),
              ...(building ? [onDemandPages(readPages(root))] : []),
            ],
            // What pages import, wherever they lie.
            resolve: { alias: { '#site': engineFile('src/site/page.ts') } },
            build: quietBundler,
            // Builds, copies and downloads of this project's own scripts: none is a page.
            server: { watch: { ignored: ['**/.cache/**', '**/dist/**'] } },
          },
          integrations: [
            // Starlight adds a sitemap of its own otherwise: it warns when there is no address,
            // and is wrong when the site is in a folder of its server.
            ...(basePath(url) !== '' || url === undefined
              ? [{ name: '@astrojs/sitemap', hooks: {} }]
              : []),
            starlight(starlightOptions(project, menu)),
          ],
        });
      },
      'astro:config:done': ({ config }) => shareCompiler(root, config),
      'astro:build:done': async ({ dir }) => {
        if (sources === undefined) return;
        await writeSearchScript(dir, sources);
        await finishBuild(root, fileURLToPath(dir), url, sources.locale);
      },
    },
  };
}

function addPagePlugin(
  config: AstroConfig,
  root: string,
  { project, titles }: Pick<PluginSources, 'project' | 'titles'>,
): void {
  const { processor } = config.markdown;
  if (!isSatteriProcessor(processor)) throw new Error('the site needs the Sätteri processor');
  const context = templateContext(project.inventory);
  processor.options.mdastPlugins.push(pagePlugin(root, { project, context, titles }));
}

function pageTitles(menu: readonly SidebarEntry[]): ReadonlyMap<string, string> {
  const items = menu.flatMap((entry) => entry.items);
  const address = (item: (typeof items)[number]): string =>
    'slug' in item ? item.slug : item.link.replace(/^\/|\/$/g, '');
  return new Map(items.map((item) => [address(item), item.label]));
}
