/** The collections: pages from `content/docs`, runbooks from `runbooks`, both `.mdx` only. */

import { defineCollection } from 'astro:content';
import { docsSchema, i18nSchema } from '@astrojs/starlight/schema';
import { file, glob } from 'astro/loaders';

import { frenchSpaces } from '../views/typography.ts';

import { engineFile } from './engine.ts';
import { PAGE_PATTERNS, pageId } from './paths.ts';

export const collections = {
  docs: defineCollection({
    loader: glob({
      base: '.',
      pattern: [...PAGE_PATTERNS],
      generateId: ({ entry }) => pageId(entry),
    }),
    schema: (context) => docsSchema()(context).transform(withFrenchSpaces),
  }),
  /** The interface's words that Starlight's French lacks, or that are ours. */
  i18n: defineCollection({
    loader: file(engineFile('src/site/interface.json')),
    schema: i18nSchema(),
  }),
};

function withFrenchSpaces<T extends { title: string; description?: string | undefined }>(
  page: T,
): T {
  const { title, description } = page;
  return {
    ...page,
    title: frenchSpaces(title),
    ...(description === undefined ? {} : { description: frenchSpaces(description) }),
  };
}
