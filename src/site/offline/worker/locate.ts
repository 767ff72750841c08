/** What the service worker answers to an address. Pure. */

/** Paths of the site's files, from its root → hash of what they hold. */
export type Manifest = Readonly<Record<string, string>>;

export type Location =
  | { readonly kind: 'file'; readonly file: string }
  /** A page, asked for without its last slash: its relative links would lead astray. */
  | { readonly kind: 'folder' }
  | { readonly kind: 'unknown' };

/** @param path of the address, from the site's root, percent-encoded as it came. */
export function locate(path: string, manifest: Manifest): Location {
  const name = decoded(path);
  if (Object.hasOwn(manifest, name)) return { kind: 'file', file: name };
  const page = `${name.replace(/\/$/, '')}/index.html`.replace(/^\//, '');
  if (!Object.hasOwn(manifest, page)) return { kind: 'unknown' };
  return name === '' || name.endsWith('/') ? { kind: 'file', file: page } : { kind: 'folder' };
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
