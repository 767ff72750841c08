/** The language of a project, from its site's settings: of the pages, and of what is made from the inventory. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Locale } from './schema.ts';

const SETTINGS_FILE = 'content/site.yaml';

/** English when nobody says. */
export function readLocale(root: string): Locale {
  const file = join(root, SETTINGS_FILE);
  if (!existsSync(file)) return 'en';
  try {
    return parse(readFileSync(file, 'utf8'))?.locale === 'fr' ? 'fr' : 'en';
  } catch {
    // The site's own check says what is wrong with it.
    return 'en';
  }
}
