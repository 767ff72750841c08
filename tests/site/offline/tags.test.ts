import { describe, expect, it } from 'vitest';
import { attributes, escapeAttribute, tags, unescapeHtml } from '../../../src/site/offline/tags.ts';

const read = (html: string) =>
  [...tags(html)].map((tag) => [
    tag.name,
    Object.fromEntries([...attributes(tag)].map(({ name, value }) => [name, value])),
  ]);

describe('the tags of a page', () => {
  it.each([
    ['plain', '<p>text</p>', [['p', {}]]],
    ['upper case', '<A HREF="/x/">', [['a', { href: '/x/' }]]],
    [
      'both quotes, and none',
      `<a href='/x/' id=y title="z">`,
      [['a', { href: '/x/', id: 'y', title: 'z' }]],
    ],
    ['a value with `>`', '<a title="a > b" href="/x/">', [['a', { title: 'a > b', href: '/x/' }]]],
    [
      'a value with an attribute in it',
      `<a title="href='/no/'" href="/x/">`,
      [['a', { title: "href='/no/'", href: '/x/' }]],
    ],
    ['an attribute without value', '<input hidden id="x"/>', [['input', { hidden: '', id: 'x' }]]],
    ['an empty value', '<a href="" id="x">', [['a', { href: '', id: 'x' }]]],
    ['a comment', '<!-- <a href="/x/"> --><b>', [['b', {}]]],
    [
      'a script, with a tag in its text',
      '<script src="/x.js">"<a href=1>"</script><i>',
      [
        ['script', { src: '/x.js' }],
        ['i', {}],
      ],
    ],
    ['a name that begins like script', '<scripture id="x">', [['scripture', { id: 'x' }]]],
    [
      'drawings',
      '<svg><a xlink:href="/x/"><path d="M0 0"/></a></svg>',
      [
        ['svg', {}],
        ['a', { 'xlink:href': '/x/' }],
        ['path', { d: 'M0 0' }],
      ],
    ],
    ['a quotation of markup', '<code>&lt;a href="/x/"></code>', [['code', {}]]],
  ])('%s', (_, html, expected) => {
    expect(read(html)).toEqual(expected);
  });

  it('tell where each value stands', () => {
    const html = `<p class=a><a title="x" href='/y/' data-z=w hidden></a>`;
    for (const tag of tags(html)) {
      for (const { value, at } of attributes(tag)) {
        expect(html.slice(tag.at + at, tag.at + at + value.length)).toBe(value);
      }
    }
  });

  it('tell what a script holds, and where it ends', () => {
    const html = '<script>let a = 1;</script><p>';
    const [script] = [...tags(html)];
    expect(script?.content).toBe('let a = 1;');
    expect(html.slice(script?.start, script?.end)).toBe('<script>let a = 1;</script>');
  });
});

describe('text in an attribute', () => {
  it.each([
    ['/x/?a=1&amp;b=2', '/x/?a=1&b=2'],
    ['&#x27;&#39;&quot;&lt;&gt;', `''"<>`],
    ['a &nothing; b', 'a &nothing; b'],
  ])('%s stands for %s', (escaped, text) => {
    expect(unescapeHtml(escaped)).toBe(text);
  });

  it('comes back as it went in', () => {
    const text = `/x/?a=1&b="<'`;
    expect(unescapeHtml(escapeAttribute(text))).toBe(text);
  });
});
