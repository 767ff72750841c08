/** The collections: pages from `content/docs`, runbooks from `runbooks`, both `.mdx` only. */
import { docsSchema, i18nSchema } from '@astrojs/starlight/schema';
import { defineCollection } from 'astro:content';
import { file, glob } from 'astro/loaders';

import { PAGE_PATTERNS, pageId } from './paths.ts';

export const collections = {
  docs: defineCollection({
    loader: glob({
      base: '.',
      pattern: [...PAGE_PATTERNS],
      generateId: ({ entry }) => pageId(entry),
    }),
    schema: docsSchema(),
  }),
  /** The interface's words that Starlight's French lacks, or that are ours. */
  i18n: defineCollection({ loader: file('src/site/interface.json'), schema: i18nSchema() }),
};
