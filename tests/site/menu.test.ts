import { describe, expect, it } from 'vitest';
import { type Menu, menuOf, neighbours, shortMenu } from '../../src/site/menu.ts';
import type { SidebarEntry } from '../../src/site/sidebar.ts';

type Entry = Menu[number];

function link(href: string, isCurrent = false, label = href): Entry {
  return { type: 'link', label, href, isCurrent, badge: undefined, attrs: {} };
}

function group(label: string, ...entries: Entry[]): Entry {
  return { type: 'group', label, entries, collapsed: true, badge: undefined };
}

const ENTRIES: readonly SidebarEntry[] = [
  { label: 'Docs', collapsed: true, items: [{ slug: 'index', label: 'Home' }] },
  {
    label: 'More',
    collapsed: true,
    items: [
      { slug: 'réseau', label: 'Network' },
      { link: '/inventory/hosts/', label: 'Hosts' },
    ],
  },
];

describe('the menu of a page', () => {
  it.each([
    ['/', [true, false, false]],
    ['/r%C3%A9seau/', [false, true, false]],
    ['/inventory/hosts', [false, false, true]],
    ['/elsewhere/', [false, false, false]],
  ])('of %s knows where it is', (pathname, current) => {
    expect(menuOf(ENTRIES, pathname)).toEqual([
      group('Docs', link('/', current[0], 'Home')),
      group(
        'More',
        link('/réseau/', current[1], 'Network'),
        link('/inventory/hosts/', current[2], 'Hosts'),
      ),
    ]);
  });
});

describe('the neighbours of a page', () => {
  const of = (pathname: string, wanted = {}) => {
    const { prev, next } = neighbours(menuOf(ENTRIES, pathname), wanted);
    return [prev?.label, next?.label];
  };

  it('are those before and after it, over the groups', () => {
    expect(of('/')).toEqual([undefined, 'Network']);
    expect(of('/réseau/')).toEqual(['Home', 'Hosts']);
    expect(of('/inventory/hosts/')).toEqual(['Network', undefined]);
    expect(of('/elsewhere/')).toEqual([undefined, undefined]);
  });

  it('are what the page says of them', () => {
    expect(of('/réseau/', { prev: false, next: 'Onward' })).toEqual([undefined, 'Onward']);
    const menu = menuOf(ENTRIES, '/');
    expect(neighbours(menu, { prev: { link: '/x/', label: 'X' } }).prev).toEqual(
      link('/x/', false, 'X'),
    );
    expect(neighbours(menu, { prev: { label: 'X' } }).prev).toBeUndefined();
  });
});

const MENU: Menu = [
  link('/'),
  group('Here', link('/a/'), group('Inner', link('/b/', true)), group('Other', link('/c/'))),
  group('There', link('/d/'), link('/e/')),
  group('Empty'),
];

describe('a short menu', () => {
  it('is the whole one as long as that is small', () => {
    expect(shortMenu(MENU, 6)).toBe(MENU);
  });

  it('is the group that the page is in; the others are a link to their first page', () => {
    expect(shortMenu(MENU, 5)).toEqual([
      link('/'),
      group('Here', link('/a/'), group('Inner', link('/b/', true)), link('/c/', false, 'Other')),
      link('/d/', false, 'There'),
      group('Empty'),
    ]);
  });
});
