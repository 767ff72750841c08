/** The collections: pages from `content/docs`, runbooks from `runbooks`, both `.mdx` only. */

import { defineCollection } from 'astro:content';
import { docsSchema, i18nSchema } from '@astrojs/starlight/schema';
import { glob } from 'astro/loaders';
import { typeset } from './data.ts';
import { PAGE_PATTERNS, pageId } from './paths.ts';
import { LOCALES, strings } from './strings/strings.ts';

const starlightWords = () => LOCALES.map((id) => ({ id, ...strings(id).starlight }));

export const collections = {
  docs: defineCollection({
    loader: glob({
      base: '.',
      pattern: [...PAGE_PATTERNS],
      generateId: ({ entry }) => pageId(entry),
    }),
    schema: (context) => docsSchema()(context).transform(typesetHead),
  }),
  /** Starlight's words that it lacks in a language, or that we say otherwise. */
  i18n: defineCollection({ loader: starlightWords, schema: i18nSchema() }),
};

function typesetHead<T extends { title: string; description?: string | undefined }>(page: T): T {
  const { title, description } = page;
  return {
    ...page,
    title: typeset(title),
    ...(description === undefined ? {} : { description: typeset(description) }),
  };
}
