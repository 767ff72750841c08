/** The search while pages are written: made anew, from the files as they are, each time it is loaded. */
import type { ViteUserConfig } from 'astro';
import { readLocale } from '../../inventory/locale-fs.ts';
import { searchDocuments } from '../../search/documents/documents.ts';
import { readSearchSources } from '../../search/sources-fs.ts';
import { searchScript } from './bundle-fs.ts';
import { SEARCH_SCRIPT } from './script.ts';

type VitePlugin = Extract<NonNullable<ViteUserConfig['plugins']>[number], { name: string }>;

export function searchInDevelopment(root: string): VitePlugin {
  return {
    name: 'site-search',
    configureServer(server) {
      server.middlewares.use(`/${SEARCH_SCRIPT}`, (_request, response, next) => {
        const locale = readLocale(root);
        Promise.resolve()
          .then(() => searchScript(searchDocuments(readSearchSources(root, locale)), locale))
          .then((script) => {
            response.setHeader('content-type', 'text/javascript; charset=utf-8');
            response.setHeader('cache-control', 'no-store');
            response.end(script);
          })
          // An inventory that can't be read: the terminal says why, the dialog that there is no search.
          .catch(next);
      });
    },
  };
}
