/** Finds the file behind a path, inside the served folder and nowhere else. */
import { realpathSync, type Stats, statSync } from 'node:fs';
import { join, sep } from 'node:path';

export type Found =
  | { readonly kind: 'file'; readonly file: string; readonly stats: Stats }
  /** A folder, asked for without its last slash. */
  | { readonly kind: 'folder' }
  | { readonly kind: 'nothing' };

const NOTHING: Found = { kind: 'nothing' };

/**
 * @param folder absolute path of what is served.
 * @param path decoded, without leading slash.
 */
export function find(folder: string, path: string): Found {
  const wanted = path === '' || path.endsWith('/') ? `${path}index.html` : path;
  try {
    // A link in the folder may lead anywhere: where it leads to is what counts.
    const root = realpathSync(folder);
    const file = realpathSync(join(root, wanted));
    if (!file.startsWith(root + sep)) return NOTHING;
    const stats = statSync(file);
    if (stats.isFile()) return { kind: 'file', file, stats };
    const page = stats.isDirectory() && find(folder, `${path}/`).kind === 'file';
    return page ? { kind: 'folder' } : NOTHING;
  } catch {
    // Not there, not readable, or a name that no file can have.
    return NOTHING;
  }
}
