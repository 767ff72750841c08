/** The Astro configuration that doesn't depend on what the project holds. */
import type { AstroUserConfig } from 'astro';
import { passthroughImageService } from 'astro/config';
import { engineFile } from './engine.ts';
import { siteIntegration } from './integration.ts';

/** @param root absolute path of the project. */
export function siteConfig(root: string): AstroUserConfig {
  return {
    root,
    srcDir: engineFile('src'),
    publicDir: engineFile('src/site/public'),
    outDir: './dist/site',
    cacheDir: './.cache/astro',
    // A page's pictures as they are: to make others of them takes a library for each platform.
    image: { service: passthroughImageService() },
    // The project is read in a hook: what is wrong with it is then reported as it is,
    // where a failing configuration file would be loaded twice and blamed on Astro.
    integrations: [siteIntegration(root)],
  };
}
