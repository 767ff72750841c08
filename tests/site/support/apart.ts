/** A folder for a site that has no folder in common with this code, wherever a checkout lies. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../e2e/support/site.ts';

const PLACES = [tmpdir(), '/var/tmp', '/dev/shm', '/srv'];

/** @returns absolute path of a new, empty folder: `/tmp/<prefix>…` for a checkout in /srv */
export function apartFolder(prefix: string): string {
  const place = PLACES.find((path) => first(path) !== first(ROOT));
  if (place === undefined) throw new Error(`no place apart from ${ROOT}`);
  return mkdtempSync(join(place, prefix));
}

function first(path: string): string | undefined {
  return path.split('/')[1];
}
