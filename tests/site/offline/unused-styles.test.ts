import { describe, expect, it } from 'vitest';
import {
  addPageNames,
  addScriptNames,
  type Names,
  withoutUnused,
} from '../../../src/site/offline/unused-styles.ts';

const names: Names = new Set();
addPageNames(names, '<main class="page wide"><my-tabs><a class="on"></a></my-tabs></main>');
addScriptNames(names, 'element.classList.add("is-open")');

describe('style sheets', () => {
  it.each([
    ['a rule of a class that a page has', '.page{a:b}', '.page{a:b}'],
    ['a rule of a class that a script adds', '.page.is-open{a:b}', '.page.is-open{a:b}'],
    ['a rule of a class that is nowhere', '.card{a:b}.page{c:d}', '.page{c:d}'],
    ['one selector of several', '.card,.page,.hero a{a:b}', '.page{a:b}'],
    ['an element that is nowhere', 'my-tabs a{a:b}other-tabs a{a:b}', 'my-tabs a{a:b}'],
    ['what a selector must not have', '.page:not(.card){a:b}', '.page:not(.card){a:b}'],
    ['what a selector may have', '.page:is(.card,.on){a:b}', '.page:is(.card,.on){a:b}'],
    ['a single condition', '.page:where(.astro-x) a{a:b}', ''],
    [
      'attributes and pseudo-elements',
      'main[data-x="}.y"]::after{a:"}"}',
      'main[data-x="}.y"]::after{a:"}"}',
    ],
    [
      'groups, empty ones',
      '@media print{.card{a:b}}@layer x{.page{a:b}.card{c:d}}',
      '@layer x{.page{a:b}}',
    ],
    [
      'statements and other at-rules',
      '@layer a,b;@keyframes card{to{a:b}}@font-face{src:url(a;b)}',
      '@layer a,b;@keyframes card{to{a:b}}@font-face{src:url(a;b)}',
    ],
    ['what it does not understand', '.md\\:card{a:b}', '.md\\:card{a:b}'],
    [
      'roots',
      ':root[data-theme="dark"],::backdrop{--a:b}',
      ':root[data-theme="dark"],::backdrop{--a:b}',
    ],
  ])('%s', (_, css, expected) => {
    expect(withoutUnused(css, names)).toBe(expected);
  });
});
