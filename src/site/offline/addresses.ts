/** An address in a page → the file of the built site that it means, and the way to it. Pure. */

/** Where a page stands, and how it points to the others. */
export interface PagePlace {
  /** Path of its file, e.g. `network/index.html`. */
  readonly file: string;
  /** The way to the site's root, without slash at its end: `../..`, `.`. */
  readonly root: string;
  /**
   * Links name files (`…/index.html`), as a disk needs. Not on the page for unknown
   * addresses: it is shown at any depth, so its links are absolute.
   */
  readonly byFile: boolean;
  /** Path that the site is served under, without slash at its end: `/docs`, or nothing. */
  readonly base: string;
}

/** The page that servers show for what they don't have. */
export const NOT_FOUND_PAGE = '404.html';

/** @param base as the place has it. */
export function pagePlace(file: string, base: string): PagePlace {
  if (file === NOT_FOUND_PAGE) return { file, root: base, byFile: false, base };
  return { file, root: rootFrom(file), byFile: true, base };
}

/** The way from a file to the site's root: `../..` for `a/b/index.html`, `.` for `index.html`. */
export function rootFrom(file: string): string {
  const depth = file.split('/').length - 1;
  return depth === 0 ? '.' : Array(depth).fill('..').join('/');
}

export interface Address {
  /** Path from the site's root, decoded, without leading slash. */
  readonly path: string;
  /** `?…`, or nothing. */
  readonly query: string;
  /** `#…`, or nothing. */
  readonly hash: string;
}

const SCHEME = /^(?:[a-z][a-z\d+.-]*:|\/\/)/i;

/** An address of this site; undefined for one that leads out of it, e.g. `https:` or `mailto:`. */
export function readLink(link: string, from: string): Address | undefined {
  if (SCHEME.test(link)) return undefined;
  const { pathname, search, hash } = new URL(link, `http://site/${from}`);
  return { path: decoded(pathname.slice(1)), query: search, hash };
}

/** The file behind a path: itself, or the page of that folder. */
export function fileOf(path: string, files: ReadonlySet<string>): string | undefined {
  const bare = path.replace(/\/$/, '');
  const candidates = path.endsWith('/') || path === '' ? [] : [path];
  candidates.push(bare === '' ? 'index.html' : `${bare}/index.html`);
  return candidates.find((file) => files.has(file));
}

/** Address of a page, as people know it: `network/index.html` → `/network/`. */
export function addressOfFile(file: string): string {
  return `/${file.replace(/(^|\/)index\.html$/, '$1')}`;
}

/** What to write for a link to a file. */
export function linkTo(file: string, { query, hash }: Address, page: PagePlace): string {
  if (file === page.file && hash !== '' && query === '') return hash;
  const path = page.byFile ? `/${file}` : addressOfFile(file);
  return `${page.root}${path.split('/').map(encodeURIComponent).join('/')}${query}${hash}`;
}

/**
 * The public address of a page, as search engines are told. Astro knows of no folder that
 * the site is in: it would ask that every link be written with it.
 */
export function publicAddress(address: string, base: string): string {
  return address.replace(/^(https?:\/\/[^/]+)(?=\/)/, `$1${base}`);
}

/** A text as it was before its percent-encoding; as it is when that is broken. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
