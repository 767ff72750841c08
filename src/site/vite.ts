/** What the bundler is told: the project's data and colours as modules, and which warning is noise. */
import type { ViteUserConfig } from 'astro';
import { paletteCss } from '../diagrams/palette.ts';
import { codeVariables } from '../highlight/themes.ts';
import { SHARED_SITE } from './live/shared.ts';

export type VitePlugin = Extract<NonNullable<ViteUserConfig['plugins']>[number], { name: string }>;

/** Names under which pages and Starlight import what the project is turned into. */
export const DATA_MODULE = 'virtual:site-project';
export const PALETTE_MODULE = 'virtual:site-palette.css';

export function projectModules(): VitePlugin {
  return {
    name: 'site-project',
    // The bundler asks for these ids only: each question to a plugin costs it a detour.
    resolveId: { filter: { id: /^virtual:site-/ }, handler: (id) => `\0${id}` },
    load: { filter: { id: /^\0virtual:site-/ }, handler: loadModule },
  };
}

function loadModule(id: string): string | undefined {
  if (id === `\0${PALETTE_MODULE}`) return paletteRules();
  if (id === `\0${DATA_MODULE}`) return `export default ${SHARED_SITE};`;
  return undefined;
}

/** The diagrams' and the code's colours for each theme of the site; paper is always light. */
function paletteRules(): string {
  return `:root { ${paletteCss('light')} ${codeVariables('light')} }
@media screen { :root[data-theme='dark'] { ${paletteCss('dark')} ${codeVariables('dark')} } }`;
}

/**
 * Leaves out the sizes that nobody reads. Drops one bundler warning, which Astro's own `"use astro:head-inject"` directive causes on
 * every MDX page: it concerns nobody who could do something about it.
 */
export const quietBundler: NonNullable<ViteUserConfig['build']> = {
  reportCompressedSize: false,
  cssCodeSplit: false,
  rolldownOptions: {
    onLog: (level, log, defaultHandler) => {
      if (log.code !== 'MODULE_LEVEL_DIRECTIVE') defaultHandler(level, log);
    },
  },
};
