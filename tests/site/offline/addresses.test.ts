import { describe, expect, it } from 'vitest';
import {
  addressOfFile,
  fileOf,
  linkTo,
  pagePlace,
  readLink,
} from '../../../src/site/offline/addresses.ts';

const FILES = new Set([
  'index.html',
  '404.html',
  'network/index.html',
  'guide/ssh/index.html',
  'favicon.svg',
  'été/index.html',
]);

/** What a link on a page becomes; `dead` when it leads nowhere; as it is when it leaves the site. */
function rewritten(link: string, from: string, base = ''): string {
  const page = pagePlace(from, base);
  const address = readLink(link, from);
  if (address === undefined) return link;
  const file = fileOf(address.path, FILES);
  return file === undefined ? 'dead' : linkTo(file, address, page);
}

describe('a link', () => {
  it.each([
    ['/', 'index.html', './index.html'],
    ['/', 'guide/ssh/index.html', '../../index.html'],
    ['/network/', 'index.html', './network/index.html'],
    ['/network', 'index.html', './network/index.html'],
    ['/network/index.html', 'index.html', './network/index.html'],
    ['/network/#vlans', 'index.html', './network/index.html#vlans'],
    ['/network/?host=web1#vlans', 'index.html', './network/index.html?host=web1#vlans'],
    ['/network/#vlans', 'network/index.html', '#vlans'],
    ['/network/', 'network/index.html', '../network/index.html'],
    ['#vlans', 'network/index.html', '#vlans'],
    ['../guide/ssh/', 'network/index.html', '../guide/ssh/index.html'],
    ['/favicon.svg', 'guide/ssh/index.html', '../../favicon.svg'],
    ['/%C3%A9t%C3%A9/', 'index.html', './%C3%A9t%C3%A9/index.html'],
    ['/été/', 'index.html', './%C3%A9t%C3%A9/index.html'],
    ['/netwrok/', 'index.html', 'dead'],
    ['/favicon.svg/', 'index.html', 'dead'],
    ['/%zz/', 'index.html', 'dead'],
    ['https://example.org/network/', 'index.html', 'https://example.org/network/'],
    ['//example.org/', 'index.html', '//example.org/'],
    ['mailto:admin@example.org', 'index.html', 'mailto:admin@example.org'],
    ['data:image/png;base64,AA', 'index.html', 'data:image/png;base64,AA'],
  ])('%s on %s becomes %s', (link, from, expected) => {
    expect(rewritten(link, from)).toBe(expected);
  });

  it.each([
    ['/network/', '', '/network/'],
    ['/favicon.svg', '', '/favicon.svg'],
    ['/', '/docs', '/docs/'],
    ['/network/#vlans', '/docs', '/docs/network/#vlans'],
  ])('%s on the page for unknown addresses, under "%s", becomes %s', (link, base, expected) => {
    expect(rewritten(link, '404.html', base)).toBe(expected);
  });
});

it.each([
  ['index.html', '/'],
  ['network/index.html', '/network/'],
  ['404.html', '/404.html'],
])('%s is known as %s', (file, address) => {
  expect(addressOfFile(file)).toBe(address);
});
