import { describe, expect, it } from 'vitest';
import { render } from '../../src/template/template.ts';
import { connection } from '../../src/views/connection.ts';
import { templateContext } from '../../src/views/context.ts';
import { small } from '../fixtures/inventories.ts';

const ORIGIN = { file: 'page.mdx', line: 1, column: 1 };

describe('the context of templates', () => {
  it.each([
    ['{{ hosts.node-a.address }}', undefined, '192.0.2.11'],
    ['{{ hosts.door.address }}', undefined, '192.0.2.80'],
    ['{{ host.name }} {{ host.address }}', 'node-b', 'node-b 192.0.2.12'],
    ['{{ host.name }}', 'sw1', 'sw1'],
    ['{{ sans.san1.name }} {{ sans.san1.address }}', undefined, 'san1 198.51.100.5'],
    ['{{ vlans.disks.id }}', undefined, '20'],
    ['{{ readiness.boot.max_wait_s }}', undefined, '60'],
  ])('%s for %s', (template, target, text) => {
    expect(render(template, templateContext(small, target), ORIGIN)).toEqual({ ok: true, text });
  });

  it.each([
    ['{{ host.name }}', undefined],
    ['{{ hosts.sw1.name }}', undefined],
    ['{{ switches.sw1.address }}', undefined],
    ['{{ host.name }}', 'nobody'],
    ['{{ hosts.constructor }}', undefined],
  ])('%s for %s is an error, never an empty text', (template, target) => {
    expect(render(template, templateContext(small, target), ORIGIN).ok).toBe(false);
  });

  it('builds what does not depend on the target once', () => {
    expect(templateContext(small, 'node-a').hosts).toBe(templateContext(small, 'node-b').hosts);
  });
});

describe('connection', () => {
  it.each([
    ['node-a', { address: '192.0.2.11', user: 'root', platform: 'posix' }],
    ['sw1', { platform: 'cisco-ios' }],
  ])('%s', (name, wanted) => {
    expect(connection(small, name)).toEqual({ name, hostKeys: [], ...wanted });
  });

  it("an address for SSH wins over the management port's", () => {
    const inventory = structuredClone(small);
    inventory.hosts['node-a']!.ssh = { host_keys: [], address: '203.0.113.1', port: 2222 };
    expect(connection(inventory, 'node-a')).toMatchObject({ address: '203.0.113.1', port: 2222 });
  });

  it.each([
    ['node-c', /did you mean "node-/],
    ['sw2', /which platform/],
    ['toString', /no host or switch named "toString"/],
  ])('%s is refused', (name, message) => {
    expect(() => connection(small, name)).toThrow(message);
  });
});
