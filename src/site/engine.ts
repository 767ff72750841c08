/**
 * Where this code lies, which needs not be where the site lies: another team's folder
 * holds its content only, and builds with the pages, styles and packages of this one.
 */
import { join } from 'node:path';

const ENGINE = join(import.meta.dirname, '..', '..');

/** Absolute path of a file of ours, whichever folder is built. */
export function engineFile(path: string): string {
  return join(ENGINE, path);
}
