/** The menu: groups as `content/site.yaml` orders them, with the pages' own labels. Pure. */
import { dirname } from 'node:path/posix';
import { parse } from 'yaml';
import type { SourceFile } from '../inventory/loaded.ts';
import type { Problem } from '../problem/problem.ts';
import { didYouMean } from '../problem/suggest.ts';
import { DOCS_DIR, pageId, SETTINGS_FILE } from './paths.ts';
import type { SidebarGroup } from './settings.ts';
import { type Locale, strings, typesetter } from './strings/strings.ts';

interface PageMeta {
  readonly id: string;
  /** Of the site: `/`, `runbooks`, `guide`. */
  readonly folder: string;
  readonly label: string;
  readonly order: number;
  readonly badge: SidebarBadge | undefined;
}

const VARIANTS = ['note', 'danger', 'success', 'caution', 'tip', 'default'] as const;

export interface SidebarBadge {
  readonly text: string;
  readonly variant: (typeof VARIANTS)[number];
}

export interface SidebarItem {
  readonly slug: string;
  readonly label: string;
  readonly badge?: SidebarBadge;
}

/** A page that no file is written for. */
export interface SidebarLink {
  readonly link: string;
  readonly label: string;
  readonly badge?: SidebarBadge;
}

export interface SidebarEntry {
  readonly label: string;
  readonly collapsed: boolean;
  readonly items: (SidebarItem | SidebarLink)[];
}

export interface Sidebar {
  readonly entries: SidebarEntry[];
  readonly problems: readonly Problem[];
}

const NOTHING: SidebarEntry = { label: '', collapsed: true, items: [] };

/**
 * Every page stands in one group; without groups, all stand in one, in their own order.
 * A page that a group names isn't among those of its folder, whichever group comes first.
 * @param generated pages that no file is written for: in the group that asks for them, else last.
 */
export function sidebar(
  groups: readonly SidebarGroup[],
  files: readonly SourceFile[],
  locale: Locale,
  generated: SidebarEntry = NOTHING,
): Sidebar {
  const typeset = typesetter(locale);
  const words = strings(locale);
  const byOrder = ordering(locale);
  const pages = files.map((file) => pageMeta(file, typeset, words.historical));
  const left = new Map(pages.map((page) => [page.id, page]));
  const problems: Problem[] = [];
  const chosen = groups.length > 0 ? groups : [everything(words.allPages, pages.toSorted(byOrder))];
  const byName = new Set(chosen.flatMap((group) => group.pages));
  const entries = chosen.map((group) => {
    const named = group.pages.flatMap((id) => {
      const page = left.get(id);
      if (page === undefined) problems.push(notLeft(id, pages));
      left.delete(id);
      return page ?? [];
    });
    const others = [...left.values()].filter(
      (page) => isIn(page, group.directory) && !byName.has(page.id),
    );
    for (const page of others) left.delete(page.id);
    const items = [...named, ...others.toSorted(byOrder)].map(sidebarItem);
    const made = group.inventory ? generated.items : [];
    return {
      label: typeset(group.label),
      collapsed: group.collapsed,
      items: [...made, ...items],
    };
  });
  if (!chosen.some((group) => group.inventory)) entries.push(generated);
  problems.push(...[...left.keys()].map(forgotten));
  return { entries: unfolded(entries.filter((entry) => entry.items.length > 0)), problems };
}

/** A menu of one group that is folded would be none. */
function unfolded(entries: SidebarEntry[]): SidebarEntry[] {
  return entries.length === 1 ? entries.map((only) => ({ ...only, collapsed: false })) : entries;
}

function everything(label: string, pages: readonly PageMeta[]): SidebarGroup {
  return {
    label,
    pages: pages.map(({ id }) => id),
    inventory: false,
    collapsed: false,
  };
}

function isIn({ folder }: PageMeta, directory: string | undefined): boolean {
  return folder === directory || (directory !== undefined && folder.startsWith(`${directory}/`));
}

function ordering(locale: Locale): (a: PageMeta, b: PageMeta) => number {
  return (a, b) => a.order - b.order || a.label.localeCompare(b.label, locale);
}

function sidebarItem({ id, label, badge }: PageMeta): SidebarItem {
  return { slug: id, label, ...(badge ? { badge } : {}) };
}

function pageMeta(
  file: SourceFile,
  typeset: (text: string) => string,
  historical: string,
): PageMeta {
  const frontmatter = /^---\r?\n([\s\S]*?)\r?\n---/.exec(file.text)?.[1] ?? '';
  const data = parse(frontmatter, { logLevel: 'silent' }) as {
    title?: unknown;
    historical?: unknown;
    sidebar?: { label?: unknown; order?: unknown; badge?: unknown };
  } | null;
  return {
    id: pageId(file.path),
    folder: dirname(file.path).replace(new RegExp(`^${DOCS_DIR}/?`), '') || '/',
    label: typeset(String(data?.sidebar?.label ?? data?.title ?? file.path)),
    order: Number(data?.sidebar?.order ?? Number.MAX_SAFE_INTEGER),
    badge:
      data?.historical === true
        ? { text: historical, variant: 'caution' }
        : ownBadge(data?.sidebar?.badge, typeset),
  };
}

/** As Starlight takes it in a page's frontmatter: a text, or a text and a variant. */
function ownBadge(given: unknown, typeset: (text: string) => string): SidebarBadge | undefined {
  if (typeof given === 'string') return { text: typeset(given), variant: 'default' };
  const { text, variant } = (given ?? {}) as { text?: unknown; variant?: unknown };
  if (typeof text !== 'string') return undefined;
  const known = VARIANTS.find((name) => name === variant);
  return { text: typeset(text), variant: known ?? 'default' };
}

function notLeft(id: string, pages: readonly PageMeta[]): Problem {
  const known = pages.map((page) => page.id);
  const twice = known.includes(id);
  return {
    rule: 'site-sidebar',
    severity: 'error',
    message: `${SETTINGS_FILE}: the menu names ${twice ? `the page "${id}" twice` : `a page "${id}" that isn't there`}`,
    hint: twice ? 'name it in one group' : didYouMean(id, known),
  };
}

function forgotten(id: string): Problem {
  return {
    rule: 'site-sidebar',
    severity: 'error',
    message: `${SETTINGS_FILE}: the page "${id}" is in no group of the menu`,
    hint: 'name it under "pages:", or its folder as "directory:" ("/" for pages in no folder)',
  };
}
