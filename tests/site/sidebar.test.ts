import { describe, expect, it } from 'vitest';
import { type SidebarItem, type SidebarLink, sidebar } from '../../src/site/sidebar.ts';

const page = (path: string, frontmatter: string) => ({ path, text: `---\n${frontmatter}\n---\n` });
const PAGES = [
  page('content/docs/index.mdx', 'title: Home\nsidebar: { label: Accueil, order: 0 }'),
  page('content/docs/b.mdx', 'title: "B : b"'),
  page('content/docs/guide/index.mdx', 'title: Guide'),
  page('content/docs/guide/a.mdx', 'title: A'),
  page('runbooks/x.mdx', 'title: X\nhistorical: true'),
];
const group = (label: string, directory?: string, pages: string[] = []) => ({
  label,
  pages,
  inventory: false,
  collapsed: false,
  ...(directory === undefined ? {} : { directory }),
});

const addressOf = (item: SidebarItem | SidebarLink) => ('slug' in item ? item.slug : item.link);
const GENERATED = {
  label: 'Machines',
  collapsed: true,
  items: [{ link: '/inventory/', label: 'All' }],
};

describe('the generated pages', () => {
  it('stand in the group that asks for them, before its own', () => {
    const groups = [{ ...group('Docs', '/'), inventory: true }, group('Rest', 'guide')];
    const { entries } = sidebar(groups, PAGES, 'fr', GENERATED);
    expect(entries.map(({ label, items }) => [label, ...items.map(addressOf)])).toEqual([
      ['Docs', '/inventory/', 'index', 'b'],
      ['Rest', 'guide/a', 'guide'],
    ]);
  });

  it('stand last, in a group of their own, where none asks for them', () => {
    const { entries } = sidebar([group('Docs', '/')], PAGES, 'fr', GENERATED);
    expect(entries.at(-1)).toEqual(GENERATED);
  });

  it('are not folded away where there is nothing else', () => {
    expect(sidebar([], [], 'fr', GENERATED).entries).toEqual([{ ...GENERATED, collapsed: false }]);
  });
});

describe('the menu', () => {
  it('has each page once, in its group and order', () => {
    const { entries, problems } = sidebar(
      [
        group('First', undefined, ['guide/a']),
        group('Docs', '/'),
        group('Guide', 'guide'),
        group('Run', 'runbooks'),
      ],
      PAGES,
      'fr',
    );
    expect(problems).toEqual([]);
    expect(entries.map(({ items }) => items.map(addressOf))).toEqual([
      ['guide/a'],
      ['index', 'b'],
      ['guide'],
      ['runbooks/x'],
    ]);
    expect(entries[1]?.items.map(({ label }) => label)).toEqual(['Accueil', 'B\u00A0: b']);
    expect(entries[3]?.items[0]?.badge?.text).toBe('historique');
  });

  it('lists everything when nobody has ordered it', () => {
    const { entries, problems } = sidebar([], PAGES, 'fr');
    expect(problems).toEqual([]);
    expect(entries[0]?.items).toHaveLength(PAGES.length);
  });

  it('lets a group name a page of a folder that comes before', () => {
    const groups = [group('All', '/'), group('Guide', 'guide'), group('Apart', 'runbooks', ['b'])];
    const { entries, problems } = sidebar(groups, PAGES, 'fr');
    expect(problems).toEqual([]);
    expect(entries.map(({ items }) => items.map(addressOf))).toEqual([
      ['index'],
      ['guide/a', 'guide'],
      ['b', 'runbooks/x'],
    ]);
  });

  it('refuses a page that is named twice', () => {
    const groups = [
      group('All', '/', ['b']),
      group('More', 'guide', ['b']),
      group('R', 'runbooks'),
    ];
    expect(sidebar(groups, PAGES, 'fr').problems).toMatchObject([
      { message: expect.stringContaining('the page "b" twice'), hint: 'name it in one group' },
    ]);
  });

  it('refuses a page that is in no group, and one that does not exist', () => {
    const { problems } = sidebar(
      [group('Docs', '/'), group('Guide', 'guide', ['guide/b'])],
      PAGES,
      'fr',
    );
    expect(problems.map(({ message }) => message)).toEqual([
      expect.stringContaining('"guide/b"'),
      expect.stringContaining('"runbooks/x"'),
    ]);
    expect(problems[0]?.hint).toContain('guide/a');
  });
});
