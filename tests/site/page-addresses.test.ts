import { expect, it } from 'vitest';
import { checkAddresses } from '../../src/site/page-addresses.ts';

const check = (...paths: string[]) =>
  checkAddresses(paths.map((path) => ({ path, text: '' }))).map(
    ({ place, message }) => `${place?.file}: ${message}`,
  );

it.each(['404', 'inventory', 'inventory/index', 'inventory/hosts/web1', 'inventory/diagrams'])(
  'a page can’t stand in the place of one that is made: %s',
  (name) =>
    expect(check(`content/docs/${name}.mdx`)).toEqual([
      expect.stringMatching(/^content\/docs\/\S+: the address of this page.*site's own$/),
    ]),
);

it.each([
  ['content/docs/a.mdx', 'content/docs/a/index.mdx'],
  ['content/docs/runbooks/a.mdx', 'runbooks/a.mdx'],
])('two files can’t be one page: %s, %s', (one, other) =>
  expect(check(one, other)).toEqual([
    expect.stringContaining(`${other}: the address of this page`),
  ]),
);

it('other addresses are free', () => {
  const pages = [
    'index',
    'inventory/notes',
    'inventories',
    'runbooks/index',
    'hosts/web1',
    'a/404',
  ];
  expect(check(...pages.map((name) => `content/docs/${name}.mdx`), 'runbooks/a.mdx')).toEqual([]);
});
