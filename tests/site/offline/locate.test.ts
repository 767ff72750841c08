import { expect, it } from 'vitest';
import { locate } from '../../../src/site/offline/worker/locate.ts';

const MANIFEST = {
  'index.html': '1',
  '404.html': '2',
  'network/index.html': '3',
  'été/index.html': '4',
  'search-index.js': '5',
};

const page = (file: string) => ({ kind: 'file', file });

it.each([
  ['', page('index.html')],
  ['index.html', page('index.html')],
  ['network/', page('network/index.html')],
  ['network', { kind: 'folder' }],
  ['network/index.html', page('network/index.html')],
  ['%C3%A9t%C3%A9/', page('été/index.html')],
  ['search-index.js', page('search-index.js')],
  ['search-index.js/', { kind: 'unknown' }],
  ['404.html', page('404.html')],
  ['nothing/', { kind: 'unknown' }],
  ['%zz', { kind: 'unknown' }],
  ['constructor', { kind: 'unknown' }],
])('the service worker finds "%s"', (path, expected) => {
  expect(locate(path, MANIFEST)).toEqual(expected);
});
