/** Files of a built site, for a page that is to carry them with it. */
import { readFileSync } from 'node:fs';
import { extname, join, posix } from 'node:path';
import type { SiteFiles } from './self-contained.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
};

/** @param folder of the built site */
export function siteFiles(folder: string): SiteFiles {
  const data = new Map<string, string>();
  return {
    text(url, from) {
      const path = pathOf(url, from);
      return { path, text: readFileSync(join(folder, path), 'utf8') };
    },
    data(url, from) {
      const path = pathOf(url, from);
      const type = TYPES[extname(path)] ?? 'application/octet-stream';
      const known = data.get(path);
      if (known !== undefined) return known;
      const made = `data:${type};base64,${readFileSync(join(folder, path)).toString('base64')}`;
      data.set(path, made);
      return made;
    },
  };
}

/** In the site's folder, whether it is written from there or from the file that names it. */
function pathOf(url: string, from: string): string {
  const [bare = ''] = decodeURI(url).split(/[?#]/);
  const path = bare.startsWith('/') ? bare : posix.join('/', posix.dirname(from), bare);
  return posix.normalize(path).slice(1);
}
