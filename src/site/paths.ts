/** Where the site's material lies, relative to the project root. */
export { DOCS_DIR, PAGE_PATTERNS, pageAddress, pageId, RUNBOOKS_DIR } from '../search/address.ts';

export const DIAGRAMS_DIR = 'content/diagrams';
export const CONFIG_TEMPLATES = ['content/configs/*.{yaml,liquid}'] as const;
export { OBSERVED_FOLDER as OBSERVED_DIR } from '../inventory/observed.ts';
export const SETTINGS_FILE = 'content/site.yaml';
