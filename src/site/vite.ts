/** The project's data as a module that pages can import. */
import type { ViteUserConfig } from 'astro';
import type { SiteProject } from './project.ts';

type VitePlugin = Extract<NonNullable<ViteUserConfig['plugins']>[number], { name: string }>;

const ID = 'virtual:site-project';
const RESOLVED = `\0${ID}`;

export function projectModule(project: SiteProject): VitePlugin {
  return {
    name: 'site-project',
    resolveId: (id) => (id === ID ? RESOLVED : undefined),
    // A string that JSON.parse reads is quicker to compile than a literal of the same data.
    load: (id) =>
      id === RESOLVED
        ? `export default JSON.parse(${JSON.stringify(JSON.stringify(project))});`
        : undefined,
  };
}

/**
 * Drops one bundler warning, which Astro's own `"use astro:head-inject"` directive causes on
 * every MDX page: it concerns nobody who could do something about it.
 */
export const quietBundler: NonNullable<ViteUserConfig['build']> = {
  rolldownOptions: {
    onLog: (level, log, defaultHandler) => {
      if (log.code !== 'MODULE_LEVEL_DIRECTIVE') defaultHandler(level, log);
    },
  },
};
