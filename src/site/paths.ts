/** Where the site's material lies, relative to the project root. */
export const DOCS_DIR = 'content/docs';
export const RUNBOOKS_DIR = 'runbooks';
export const DIAGRAMS_DIR = 'content/diagrams';
export const CONFIG_TEMPLATES = ['content/configs/*.{yaml,liquid}'] as const;
export const OBSERVED_DIR = 'content/observed';
export const SETTINGS_FILE = 'content/site.yaml';
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
