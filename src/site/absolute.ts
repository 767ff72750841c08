/** A site in another part of the disk than this code: what Astro would look for below the site. */
import { existsSync } from 'node:fs';
import type { VitePlugin } from './vite.ts';

const ABSOLUTE = '/@fs';

/**
 * Astro takes the absolute path of a component's style or script for one below the site's folder
 * when the two have no folder in common (`normalizeFilename` of astro 7.3.4): a site in /srv, this
 * code in /opt. `/@fs` tells it that the path is absolute.
 * @param site absolute path of the site's folder.
 * @param engine absolute path of this code.
 * @returns nothing to add for two folders that Astro understands.
 */
export function absoluteComponents(site: string, engine: string): readonly VitePlugin[] {
  if (firstFolder(site) === firstFolder(engine)) return [];
  return [
    {
      name: 'site-absolute-components',
      enforce: 'pre',
      resolveId: {
        filter: { id: /^\.{1,2}\/|^\/.*\.astro\?astro&type=/ },
        handler(id, importer) {
          // The address of such a module in a browser begins with it once more.
          if (isAbsolute(id)) return ABSOLUTE + withoutMarks(id);
          if (id.startsWith('/')) return existsSync(withoutQuery(id)) ? ABSOLUTE + id : undefined;
          if (!importer || !isAbsolute(importer)) return undefined;
          return this.resolve(id, withoutQuery(withoutMarks(importer)));
        },
      },
    },
  ];
}

function isAbsolute(id: string): boolean {
  return id.startsWith(`${ABSOLUTE}/`);
}

function withoutMarks(id: string): string {
  return id.replace(/^(?:\/@fs)+(?=\/)/, '');
}

/** As Astro compares: by letter case on no system. */
function firstFolder(path: string): string | undefined {
  return path.toLowerCase().split('/')[1];
}

function withoutQuery(id: string): string {
  return id.replace(/\?.*$/s, '');
}
