import { describe, expect, it } from 'vitest';
import { configLine, yamlLine } from '../../../src/site/inventory/highlight.ts';

describe('a line of a configuration', () => {
  it.each([
    ['! a comment <b>', '<span class="c">! a comment &#60;b&#62;</span>'],
    ['', ''],
    [' switchport mode trunk', ' <span class="k">switchport</span> mode trunk'],
    [
      'interface Port-channel5',
      '<span class="k">interface</span> <span class="p">Port-channel5</span>',
    ],
    [
      'address 192.0.2.1/24 & more',
      '<span class="k">address</span> <span class="n">192.0.2.1/24</span> &#38; more',
    ],
    ['}', '}'],
    ['! written on Windows\r', '<span class="c">! written on Windows</span>'],
    ['mtu 9000\r', '<span class="k">mtu</span> <span class="n">9000</span>'],
  ])('%j', (line, html) => expect(configLine(line)).toBe(html));
});

describe('a line of YAML', () => {
  it.each([
    ['# all', '<span class="c"># all</span>'],
    ['  node1:', '  <span class="k">node1:</span>'],
    [
      '    mtu: 9000 # jumbo',
      '    <span class="k">mtu:</span> 9000<span class="c"> # jumbo</span>',
    ],
    ["  note: 'a # b'", '  <span class="k">note:</span> \'a # b\''],
    ['  - { path: a, note: <x> }', '  - { path: a, note: &#60;x&#62; }'],
    ['  node1: # Windows\r', '  <span class="k">node1:</span><span class="c"> # Windows</span>'],
    ['note: a\u2028b', '<span class="k">note:</span> a\u2028b'],
  ])('%j', (line, html) => expect(yamlLine(line)).toBe(html));
});
