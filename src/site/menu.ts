/** The menu of one page, and its neighbours in it. Pure. */
import type { StarlightRouteData } from '@astrojs/starlight/route-data';
import type { SidebarEntry, SidebarItem, SidebarLink } from './sidebar.ts';

export type Menu = StarlightRouteData['sidebar'];
type Entry = Menu[number];
type Link = Extract<Entry, { readonly type: 'link' }>;
type Pagination = StarlightRouteData['pagination'];

/** Up to so many links, the menu is whole. */
const WHOLE = 200;

/** @param pathname of the page, which is marked as current. */
export function menuOf(entries: readonly SidebarEntry[], pathname: string): Menu {
  const here = trimmed(decodeURI(pathname));
  return entries.map(({ label, collapsed, items }) => ({
    ...{ type: 'group' as const, label, collapsed, badge: undefined },
    entries: items.map((item) => link(item, here)),
  }));
}

function link(item: SidebarItem | SidebarLink, here: string): Link {
  const address = 'slug' in item ? item.slug.replace(/^index$/, '') : trimmed(item.link);
  return {
    type: 'link',
    label: item.label,
    href: address === '' ? '/' : `/${address}/`,
    isCurrent: address === here,
    badge: item.badge,
    attrs: {},
  };
}

function trimmed(path: string): string {
  return path.replace(/^\/+|\/+$/g, '');
}

/**
 * A large menu shows the group that the reader is in; the others are a link to their first
 * page. A thousand links on each of a thousand pages were nine tenths of what was built, and
 * of what a reader loads.
 */
export function shortMenu(menu: Menu, whole = WHOLE): Menu {
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

/** What a page's frontmatter may say about its neighbours. */
export interface PageNeighbours {
  readonly prev?: Neighbour | undefined;
  readonly next?: Neighbour | undefined;
}
type Neighbour =
  | boolean
  | string
  | { readonly link?: string | undefined; readonly label?: string | undefined };

export function neighbours(menu: Menu, { prev, next }: PageNeighbours): Pagination {
  const all = links(menu);
  const at = all.findIndex(({ isCurrent }) => isCurrent);
  return {
    prev: neighbour(at > 0 ? all[at - 1] : undefined, prev),
    next: neighbour(at === -1 ? undefined : all[at + 1], next),
  };
}

function neighbour(found: Link | undefined, wanted: Neighbour | undefined): Link | undefined {
  if (wanted === false) return undefined;
  if (wanted === undefined || wanted === true) return found;
  const { label, link: href } =
    typeof wanted === 'string' ? { label: wanted, link: undefined } : wanted;
  const made = { label: label ?? found?.label, href: href ?? found?.href };
  if (made.label === undefined || made.href === undefined) return undefined;
  return {
    ...{ type: 'link', isCurrent: false, badge: undefined, attrs: {} },
    ...{ label: made.label, href: made.href },
  };
}

function links(menu: Menu): Link[] {
  return menu.flatMap((entry) => (entry.type === 'link' ? [entry] : links(entry.entries)));
}
