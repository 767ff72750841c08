import { describe, expect, it } from 'vitest';
import { contentType } from '../../../src/cli/serve/content-types.ts';
import { headersFor, readHeaderRules } from '../../../src/cli/serve/header-rules.ts';
import { isLoopback, namesThisMachine, requestedPath } from '../../../src/cli/serve/request.ts';

describe('the path of a request', () => {
  it.each([
    ['/', ''],
    ['/network/', 'network/'],
    ['/network/?a=/../b#c', 'network/'],
    ['/%C3%A9t%C3%A9/', 'été/'],
    ['/a%20b.txt', 'a b.txt'],
    ['/a..b/', 'a..b/'],
  ])('%s is %s', (target, path) => {
    expect(requestedPath(target)).toBe(path);
  });

  it.each([
    '/../secret',
    '/a/../../secret',
    '/..',
    '/.',
    '/%2e%2e/secret',
    '/%2E%2E%2Fsecret',
    '/a%2f..%2fsecret',
    '/..%5csecret',
    '/..\\secret',
    '/a%00.html',
    '/a%0d%0aSet-Cookie:x',
    '//example.org/',
    '//',
    '/a//b',
    '/.git/config',
    '/a/.env',
    '/%zz',
    '/%c0%ae%c0%ae/secret',
    'http://example.org/',
    '*',
    '',
  ])('%s is refused', (target) => {
    expect(requestedPath(target)).toBeUndefined();
  });
});

describe('the name of a server on loopback', () => {
  it.each([
    '127.0.0.1',
    '127.0.0.1:4400',
    'localhost:4400',
    'LOCALHOST',
    '[::1]:4400',
    '127.8.0.1',
  ])('%s is its own', (host) => expect(namesThisMachine(host)).toBe(true));

  it.each([
    undefined,
    '',
    'evil.example:4400',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    '10.0.0.1',
    '0.0.0.0:4400',
  ])('%s is another', (host) => expect(namesThisMachine(host)).toBe(false));

  it('is told from addresses that others reach', () => {
    expect(['127.0.0.1', 'localhost', '::1'].every(isLoopback)).toBe(true);
    expect(['0.0.0.0', '::', '10.0.0.1', 'web1'].some(isLoopback)).toBe(false);
  });
});

describe('the headers that a site asks for', () => {
  const rules = readHeaderRules(
    '/*\n  A: 1\n  Cache-Control: no-cache\n/x/*\n  Cache-Control: long\n/sw.js\n  B: a: b\n',
  );

  it.each([
    ['/', { A: '1', 'Cache-Control': 'no-cache' }],
    ['/x/y.js', { A: '1', 'Cache-Control': 'long' }],
    ['/sw.js', { A: '1', 'Cache-Control': 'no-cache', B: 'a: b' }],
  ])('for %s', (path, headers) => {
    expect(headersFor(path, rules)).toEqual(headers);
  });

  it.each([undefined, '', 'nonsense'])(
    'are the safe ones when it asks for nothing (%s)',
    (text) => {
      expect(headersFor('/', readHeaderRules(text))).toMatchObject({
        'X-Content-Type-Options': 'nosniff',
        'Content-Security-Policy': "frame-ancestors 'none'",
      });
    },
  );
});

it.each([
  ['index.html', 'text/html; charset=utf-8'],
  ['a/b.JS', 'text/javascript; charset=utf-8'],
  ['x.woff2', 'font/woff2'],
  ['x.svg', 'image/svg+xml; charset=utf-8'],
  ['LICENSE', 'application/octet-stream'],
  ['x.unknown', 'application/octet-stream'],
])('%s is %s', (file, type) => {
  expect(contentType(file)).toBe(type);
});
