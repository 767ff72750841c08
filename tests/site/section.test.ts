import { describe, expect, it } from 'vitest';
import { section } from '../../src/site/section.ts';

const IOS = `!
interface Gi0/1
 description one

 shutdown
!
interface Gi0/10
 description ten
!`;
const IFUPDOWN = `# Written by a machine.

auto bond1
iface bond1 inet manual
\tovs_bonds eth0 eth1

auto vmbr1
iface vmbr1 inet manual
\tovs_ports bond1`;
const NGINX = `upstream app {
    ip_hash;
}

server {
    listen 80;

    location / {
        proxy_pass http://app;
    }
}`;

describe('a section of a config', () => {
  it.each([
    [
      'a switch port, and not those that begin like it',
      IOS,
      'Gi0/1',
      'interface Gi0/1\n description one\n\n shutdown',
    ],
    ['the whole first line', IOS, 'interface Gi0/10', 'interface Gi0/10\n description ten'],
    [
      'a stanza of two lines, not where it is only mentioned',
      IFUPDOWN,
      'bond1',
      'auto bond1\niface bond1 inet manual\n\tovs_bonds eth0 eth1',
    ],
    ['a block with blank lines inside', NGINX, 'server', NGINX.slice(NGINX.indexOf('server'))],
    ['a block by its name', NGINX, 'upstream app', 'upstream app {\n    ip_hash;\n}'],
  ])('%s', (_, text, name, expected) => {
    expect(section(text, name)).toBe(expected);
  });

  it.each([['Gi0/2'], ['ip_hash'], ['machine'], ['.*']])('has no %s', (name) => {
    expect([IOS, IFUPDOWN, NGINX].map((text) => section(text, name))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
