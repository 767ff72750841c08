/** Addresses that two pages would have: one of them would be built, and nobody would know. Pure. */
import type { SourceFile } from '../inventory/loaded.ts';
import type { Problem } from '../problem/problem.ts';
import { INVENTORY_PATH } from '../views/paths.ts';
import { pageId } from './paths.ts';

/** Made from the inventory, and the page for what isn't there. */
const OURS = new RegExp(
  `^(?:404|${INVENTORY_PATH.slice(1, -1)}(?:/(?:hosts|switches|port-channels|sans|diagrams|source)(?:/.*)?)?)$`,
);

/** A problem for each page that stands at the address of another one. */
export function checkAddresses(pages: readonly SourceFile[]): Problem[] {
  const first = new Map<string, string>();
  return pages.flatMap(({ path }): Problem[] => {
    const id = pageId(path);
    const other = first.get(id);
    if (other !== undefined) return [taken(path, id, `that of ${other}`)];
    first.set(id, path);
    return OURS.test(id) ? [taken(path, id, "that of a page of the site's own")] : [];
  });
}

function taken(file: string, id: string, whose: string): Problem {
  return {
    rule: 'page-address',
    severity: 'error',
    message: `the address of this page, /${id}/, is ${whose}`,
    place: { file, line: 1, column: 1 },
    hint: 'rename the file: a page has the address of its path',
  };
}
