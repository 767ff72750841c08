import { describe, expect, it } from 'vitest';
import { type Menu, menuOfPage } from '../../src/site/menu.ts';

type Entry = Menu[number];

function link(href: string, isCurrent = false): Entry {
  return { type: 'link', label: href, href, isCurrent, badge: undefined, attrs: {} };
}

function group(label: string, ...entries: Entry[]): Entry {
  return { type: 'group', label, entries, collapsed: true, badge: undefined };
}

const MENU: Menu = [
  link('/'),
  group('Here', link('/a/'), group('Inner', link('/b/', true)), group('Other', link('/c/'))),
  group('There', link('/d/'), link('/e/')),
  group('Empty'),
];

describe('the menu of a page', () => {
  it('is whole as long as it is small', () => {
    expect(menuOfPage(MENU, 6)).toBe(MENU);
  });

  it('is the group that the page is in; the others are a link to their first page', () => {
    expect(menuOfPage(MENU, 5)).toEqual([
      link('/'),
      group('Here', link('/a/'), group('Inner', link('/b/', true)), {
        ...link('/c/'),
        label: 'Other',
      }),
      { ...link('/d/'), label: 'There' },
      group('Empty'),
    ]);
  });
});
