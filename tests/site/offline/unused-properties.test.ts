import { describe, expect, it } from 'vitest';
import {
  addReadProperties,
  withoutUnusedProperties,
} from '../../../src/site/offline/unused-properties.ts';
import { addScriptNames, type Names } from '../../../src/site/offline/unused-styles.ts';

const names: Names = new Set();
addReadProperties(names, '<p style="color:var(--in-page)">a{b:var( --in-css, var(--fallback))}');
addScriptNames(names, 'style.getPropertyValue("--in-script")');

describe('custom properties', () => {
  it.each([
    ['that a page reads', ':root{--in-page:1;--gone:2}', ':root{--in-page:1}'],
    ['that a style reads', ':root{--gone:0;--in-css:1}', ':root{--in-css:1}'],
    ['that are a fallback', ':root{--fallback:1}', ':root{--fallback:1}'],
    ['that a script reads', ':root{--in-script:1}', ':root{--in-script:1}'],
    ['with signs in their values', ':root{--gone:url("a;}b");color:red}', ':root{color:red}'],
    ['of a rule that holds no other', ':root{--gone:1}a{b:c}', 'a{b:c}'],
    ['in groups', '@media print{:root{--gone:1}}@layer x{a{--gone:1;b:c}}', '@layer x{a{b:c}}'],
    ['in other at-rules', '@property --gone{inherits:false}', '@property --gone{inherits:false}'],
  ])('%s', (_, css, expected) => {
    expect(withoutUnusedProperties(css, names)).toBe(expected);
  });
});
