/** Ties the project to Astro: its data as a module, its pages checked, its blocks rendered. */

import { isSatteriProcessor } from '@astrojs/markdown-satteri';
import starlight from '@astrojs/starlight';
import type { AstroIntegration } from 'astro';
import { ProblemError } from '../problem/problem.ts';
import { templateContext } from '../views/context.ts';
import { SiteError } from './errors.ts';
import { checkPages } from './mdx/check-pages.ts';
import { pagePlugin } from './mdx/plugin.ts';
import type { SiteProject } from './project.ts';
import { loadProject, readPages } from './project-fs.ts';
import { writeSearchIndex } from './search/build-fs.ts';
import { sidebar } from './sidebar.ts';
import { starlightOptions } from './starlight.ts';
import { projectModule, quietBundler } from './vite.ts';

/** @param root absolute path of the project. */
export function siteIntegration(root: string): AstroIntegration {
  return {
    name: 'site-project',
    hooks: {
      'astro:config:setup': async ({ config, updateConfig, command }) => {
        const project = load(root);
        const pages = readPages(root);
        const menu = sidebar(project.settings.sidebar, pages);
        const problems = [...menu.problems, ...checkPages(pages, project)];
        if (command === 'build' && problems.length > 0) throw new SiteError(problems);
        const processor = config.markdown.processor;
        if (isSatteriProcessor(processor)) {
          const context = templateContext(project.inventory);
          processor.options.mdastPlugins.push(
            pagePlugin(root, {
              context: () => context,
              runbook: (file) => project.runbooks.find((known) => known.file === file),
            }),
          );
        }
        updateConfig({
          ...(project.settings.url === undefined ? {} : { site: project.settings.url }),
          vite: { plugins: [projectModule(project)], build: quietBundler },
          integrations: [
            // Starlight adds a sitemap of its own otherwise, and warns when there is no address.
            ...(project.settings.url === undefined
              ? [{ name: '@astrojs/sitemap', hooks: {} }]
              : []),
            starlight(starlightOptions(project, menu.entries)),
          ],
        });
      },
      'astro:build:done': ({ dir, pages }) => {
        writeSearchIndex(
          dir,
          pages.map(({ pathname }) => pathname),
        );
      },
    },
  };
}

function load(root: string): SiteProject {
  try {
    return loadProject(root);
  } catch (error) {
    throw error instanceof ProblemError ? new SiteError(error.problems) : error;
  }
}
