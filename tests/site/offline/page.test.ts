import { describe, expect, it } from 'vitest';
import { pagePlace } from '../../../src/site/offline/addresses.ts';
import { readPage } from '../../../src/site/offline/page.ts';

const FILES = new Set([
  'index.html',
  'a/index.html',
  'a/b/index.html',
  'x.png',
  'y.png',
  '_astro/s.css',
]);
const HEAD = { script: '_astro/site.1.js', policy: "default-src 'none'" };

const page = (html: string, file = 'a/b/index.html') => readPage(html, pagePlace(file, ''), FILES);

describe('a page', () => {
  it.each([
    ['a link', '<a href="/a/#x">', '<a href="../../a/index.html#x">'],
    [
      'a link of a drawing',
      '<svg><a xlink:href="/a/"></a></svg>',
      '<svg><a xlink:href="../../a/index.html"></a></svg>',
    ],
    [
      'a style sheet',
      '<link rel="stylesheet" href="/_astro/s.css">',
      '<link rel="stylesheet" href="../../_astro/s.css">',
    ],
    [
      'pictures for each density',
      '<img src="/x.png" srcset="/x.png 1x, /y.png 2x">',
      '<img src="../../x.png" srcset="../../x.png 1x, ../../y.png 2x">',
    ],
    [
      'addresses in a style',
      '<style>a{background:url(/x.png)}</style>',
      '<style>a{background:url(../../x.png)}</style>',
    ],
    [
      'addresses in a style of an element',
      `<p style="background:url('/x.png')">`,
      `<p style="background:url('../../x.png')">`,
    ],
    [
      'an address with several queries',
      '<a href="/a/?x=1&amp;y=2">',
      '<a href="../../a/index.html?x=1&amp;y=2">',
    ],
    ['what leads out', '<a href="https://example.org/">', '<a href="https://example.org/">'],
    [
      'data that looks like a link',
      '<pre data-code="<a href=&quot;/a/&quot;>"></pre>',
      '<pre data-code="<a href=&quot;/a/&quot;>"></pre>',
    ],
    ['data of something other than an object', '<p data="/nothing/">', '<p data="/nothing/">'],
    [
      'the sitemap, which is made later',
      '<link rel="sitemap" href="/sitemap-index.xml">',
      '<link rel="sitemap" href="../../sitemap-index.xml">',
    ],
  ])('has %s rewritten, or left alone', (_, html, expected) => {
    expect(
      page(`<head></head>${html}`)
        .finish(HEAD)
        .replace(/<head>.*<\/head>/, ''),
    ).toBe(expected);
  });

  it.each([
    [
      '<link rel="canonical" href="https://example.org/a/b/">',
      '<link rel="canonical" href="https://example.org/docs/a/b/">',
    ],
    [
      '<meta property="og:url" content="https://example.org/a/b/">',
      '<meta property="og:url" content="https://example.org/docs/a/b/">',
    ],
    ['<a href="https://example.org/a/b/">', '<a href="https://example.org/a/b/">'],
  ])('that is in a folder of its server says so to search engines: %s', (html, expected) => {
    const place = (base: string) => pagePlace('a/b/index.html', base);
    const finished = (base: string) =>
      readPage(`<head></head>${html}`, place(base), FILES)
        .finish(HEAD)
        .replace(/<head>.*<\/head>/, '');
    expect(finished('/docs')).toBe(expected);
    expect(finished('')).toBe(html);
  });

  it('knows the way to the root', () => {
    const root = (file: string) =>
      /<html lang="fr" data-root="(.*?)">/.exec(
        page('<html lang="fr"><head></head>', file).finish(HEAD),
      )?.[1];
    expect(root('index.html')).toBe('.');
    expect(root('a/index.html')).toBe('..');
    expect(root('a/b/index.html')).toBe('../..');
    expect(root('404.html')).toBe('');
  });

  it('gets its policy and its script after the declaration of its encoding', () => {
    const html = '<html><head><meta charset="utf-8"/><title>T</title></head></html>';
    expect(page(html).finish(HEAD)).toBe(
      `<html data-root="../.."><head><meta charset="utf-8"/><meta http-equiv="Content-Security-Policy" content="default-src 'none'"><script defer src="../../_astro/site.1.js"></script><title>T</title></head></html>`,
    );
  });

  it('gives its modules away, and keeps its other scripts', () => {
    const html =
      '<head></head><script>one()</script><script type="module" src="/_astro/a.js"></script>' +
      '<script type="module">two()</script><script type="application/json">{}</script>';
    const read = page(html);
    expect(read.modules).toEqual([{ file: '_astro/a.js' }, { text: 'two()' }]);
    expect(read.inline).toEqual(['one()']);
    expect(read.finish(HEAD)).toMatch(
      /<\/head><script>one\(\)<\/script><script type="application\/json">\{\}<\/script>$/,
    );
  });

  it('tells its anchors and its links', () => {
    const read = page(
      '<h2 id="x&amp;y"></h2><a name="z"></a><a href="/a/#x">1</a><a href="/no/">2</a>',
    );
    expect([...read.anchors]).toEqual(['x&y', 'z']);
    expect(read.links).toEqual([
      { link: '/a/#x', file: 'a/index.html', anchor: 'x' },
      { link: '/no/', file: undefined, anchor: '' },
    ]);
  });
});
