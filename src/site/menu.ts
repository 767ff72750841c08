/**
 * The menu of one page. A large one shows the group that the reader is in; the others are a
 * link to their first page. A thousand links on each of a thousand pages were nine tenths of
 * what was built, and of what a reader loads.
 */
import type { StarlightRouteData } from '@astrojs/starlight/route-data';

export type Menu = StarlightRouteData['sidebar'];
type Entry = Menu[number];
type Link = Extract<Entry, { readonly type: 'link' }>;

/** Up to so many links, the menu is whole. */
const WHOLE = 200;

/** @param menu with the page's own entry marked as current. */
export function menuOfPage(menu: Menu, whole = WHOLE): Menu {
  return links(menu).length <= whole ? menu : menu.map(shortened);
}

function shortened(entry: Entry): Entry {
  if (entry.type === 'link') return entry;
  const inside = links(entry.entries);
  const [first] = inside;
  if (first === undefined || inside.some(({ isCurrent }) => isCurrent))
    return { ...entry, entries: entry.entries.map(shortened) };
  const { label, badge } = entry;
  return { type: 'link', label, href: first.href, isCurrent: false, badge, attrs: {} };
}

function links(menu: Menu): Link[] {
  return menu.flatMap((entry) => (entry.type === 'link' ? [entry] : links(entry.entries)));
}
