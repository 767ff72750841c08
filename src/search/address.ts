/** Where the pages lie, and their addresses on the site. Pure. */
export const DOCS_DIR = 'content/docs';
export const RUNBOOKS_DIR = 'runbooks';
export const PAGE_PATTERNS = [`${DOCS_DIR}/**/*.mdx`, `${RUNBOOKS_DIR}/**/*.mdx`] as const;

/**
 * Id of a page, which is its address on the site:
 * `content/docs/reseau.mdx` → `reseau`, `content/docs/guide/index.mdx` → `guide`,
 * `runbooks/join.mdx` → `runbooks/join`, `content/docs/index.mdx` → `index`.
 */
export function pageId(file: string): string {
  const id = file.replace(/\.mdx$/, '').replace(new RegExp(`^${DOCS_DIR}/`), '');
  return id === 'index' ? id : id.replace(/\/index$/, '');
}

/** Root-relative address of a page: `/reseau/`, `/` for the first one. */
export function pageAddress(file: string): string {
  const id = pageId(file);
  return id === 'index' ? '/' : `/${id}/`;
}
