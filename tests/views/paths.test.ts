import { expect, test } from 'vitest';
import { inventorySchema } from '../../src/inventory/schema.ts';
import {
  devicePath,
  hostPath,
  portAnchor,
  portChannelPath,
  portPath,
  sanPath,
  switchPath,
} from '../../src/views/paths.ts';

const inventory = inventorySchema.parse({
  title: 't',
  hosts: { node1: { nics: { eth0: {} } } },
  switches: { sw1: { ports: { 'Gi0/26': {} } } },
  sans: { san1: {} },
});

test('each kind of thing has an address of its own', () => {
  expect(hostPath('node1')).toBe('/inventory/hosts/node1/');
  expect(switchPath('sw1')).toBe('/inventory/switches/sw1/');
  expect(sanPath('san1')).toBe('/inventory/sans/san1/');
  expect(portChannelPath('sw1', '10')).toBe('/inventory/port-channels/sw1/10/');
});

test.each([
  ['node1', '/inventory/hosts/node1/'],
  ['sw1', '/inventory/switches/sw1/'],
  ['san1', '/inventory/sans/san1/'],
  ['nobody', undefined],
  ['constructor', undefined],
])('the page of %s', (name, path) => expect(devicePath(inventory, name)).toBe(path));

test.each([
  ['Gi0/26', 'port-gi0-26'],
  ['Te1/1/4', 'port-te1-1-4'],
  ['eth2', 'port-eth2'],
  ['eth0.997', 'port-eth0.997'],
])('the anchor of %s', (port, anchor) => expect(portAnchor(port)).toBe(anchor));

test.each([
  ['sw1', 'Gi0/26', '/inventory/switches/sw1/#port-gi0-26'],
  ['node1', 'eth0', '/inventory/hosts/node1/#port-eth0'],
  ['node1', 'eth0.997', '/inventory/hosts/node1/#port-eth0'],
  ['node1', 'eth9', undefined],
  ['nobody', 'eth0', undefined],
])('the row of %s %s', (device, port, path) =>
  expect(portPath(inventory, device, port)).toBe(path),
);
