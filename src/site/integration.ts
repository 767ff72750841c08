/** Ties the project to Astro: its data as a module, its pages checked, its blocks rendered. */

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isSatteriProcessor } from '@astrojs/markdown-satteri';
import starlight from '@astrojs/starlight';
import type { AstroConfig, AstroIntegration } from 'astro';
import { formatProblem } from '../problem/problem.ts';
import type { SearchSources } from '../search/documents/sources.ts';
import { templateContext } from '../views/context.ts';
import { absoluteComponents } from './absolute.ts';
import { isDraft } from './drafts.ts';
import { engineFile } from './engine.ts';
import { reportProblems } from './errors.ts';
import { followProject } from './live/follow-fs.ts';
import { livePages } from './live/pages-fs.ts';
import { LiveSite } from './live/site-fs.ts';
import { onDemandPages, shareCompiler } from './mdx/on-demand.ts';
import { type PluginSources, pagePlugin } from './mdx/plugin.ts';
import { basePath, finishBuild } from './offline/build-done.ts';
import { retireWorker } from './offline/retire.ts';
import { addOwnPages } from './own-pages.ts';
import { SETTINGS_FILE } from './paths.ts';
import type { Prepared } from './prepare-fs.ts';
import { readPages } from './project-fs.ts';
import { writeSearchScript } from './search/build-fs.ts';
import { searchInDevelopment } from './search/dev-fs.ts';
import type { SidebarEntry } from './sidebar.ts';
import { starlightOptions } from './starlight.ts';
import { projectModules, quietBundler } from './vite.ts';

/** @param root absolute path of the project. */
export function siteIntegration(root: string): AstroIntegration {
  let sources: SearchSources | undefined;
  let url: string | undefined;
  let site: LiveSite | undefined;
  return {
    name: 'site',
    hooks: {
      'astro:config:setup': ({ config, updateConfig, command, logger, ...setup }) => {
        const building = command === 'build';
        const live = reportProblems(building, () => new LiveSite(root, building));
        site = live;
        const { project, problems } = live.prepared;
        sources = live.prepared.sources;
        for (const problem of problems) logger.warn(formatProblem(problem));
        // Its title and language are in the configuration: the server starts again.
        setup.addWatchFile(join(root, SETTINGS_FILE));
        const pages = readPages(root).filter((page) => !building || !isDraft(page));
        addOwnPages(root, pages, setup);
        addPagePlugin(config, root, live);
        url = project.settings.url;
        updateConfig({
          ...(url === undefined ? {} : { site: url }),
          vite: {
            plugins: [
              projectModules(),
              ...absoluteComponents(root, engineFile('.')),
              searchInDevelopment(root),
              retireWorker(),
              building ? onDemandPages(pages) : livePages(root),
            ],
            // What pages import, wherever they lie.
            resolve: { alias: { '#site': engineFile('src/site/page.ts') } },
            build: quietBundler,
            // Builds, copies and downloads of this project's own scripts: none is a page.
            server: {
              watch: { ignored: ['**/.cache/**', '**/dist/**'] },
              // Fonts and scripts of ours, wherever the site lies.
              fs: { allow: [root, engineFile('.')] },
            },
          },
          integrations: [
            // Starlight adds a sitemap of its own otherwise: it warns when there is no address,
            // and is wrong when the site is in a folder of its server.
            ...(basePath(url) !== '' || url === undefined
              ? [{ name: '@astrojs/sitemap', hooks: {} }]
              : []),
            starlight(starlightOptions(project)),
          ],
        });
      },
      'astro:config:done': ({ config }) => shareCompiler(root, config),
      'astro:server:setup': ({ server, logger }) => {
        if (site) followProject(root, site, server, logger);
      },
      'astro:build:done': async ({ dir }) => {
        if (sources === undefined) return;
        await writeSearchScript(dir, sources);
        await finishBuild(root, fileURLToPath(dir), url, sources.locale);
      },
    },
  };
}

function addPagePlugin(config: AstroConfig, root: string, site: LiveSite): void {
  const { processor } = config.markdown;
  if (!isSatteriProcessor(processor)) throw new Error('the site needs the Sätteri processor');
  let made: { readonly from: Prepared; readonly sources: PluginSources } | undefined;
  // Once for each state of the project: a page is compiled with that of its moment.
  const sources = (): PluginSources => {
    const { prepared } = site;
    if (made?.from !== prepared) made = { from: prepared, sources: pluginSources(prepared) };
    return made.sources;
  };
  processor.options.mdastPlugins.push(pagePlugin(root, sources));
}

function pluginSources({ project, menu }: Prepared): PluginSources {
  return { project, context: templateContext(project.inventory), titles: pageTitles(menu) };
}

function pageTitles(menu: readonly SidebarEntry[]): ReadonlyMap<string, string> {
  const items = menu.flatMap((entry) => entry.items);
  const address = (item: (typeof items)[number]): string =>
    'slug' in item ? item.slug : item.link.replace(/^\/|\/$/g, '');
  return new Map(items.map((item) => [address(item), item.label]));
}
