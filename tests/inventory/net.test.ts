import { describe, expect, it } from 'vitest';
import {
  addressNumber,
  inRange,
  isReserved,
  rangeOf,
  splitEndpoint,
} from '../../src/inventory/net.ts';

describe('rangeOf', () => {
  it.each([
    ['192.0.2.0/24', '192.0.2.0', '192.0.2.255'],
    // An address inside stands for its network.
    ['192.0.2.77/25', '192.0.2.0', '192.0.2.127'],
    ['10.0.0.0/8', '10.0.0.0', '10.255.255.255'],
    ['203.0.113.4/32', '203.0.113.4', '203.0.113.4'],
    ['0.0.0.0/0', '0.0.0.0', '255.255.255.255'],
  ])('%s', (cidr, first, last) => {
    expect(rangeOf(cidr)).toMatchObject({ first: addressNumber(first), last: addressNumber(last) });
  });
});

describe('inRange and isReserved', () => {
  it.each([
    ['192.0.2.0', '192.0.2.0/24', true, true],
    ['192.0.2.1', '192.0.2.0/24', true, false],
    ['192.0.2.255', '192.0.2.0/24', true, true],
    ['192.0.3.0', '192.0.2.0/24', false, false],
    ['255.255.255.255', '0.0.0.0/0', true, true],
    // A point-to-point link has no reserved address.
    ['203.0.113.0', '203.0.113.0/31', true, false],
  ])('%s in %s', (address, cidr, within, reserved) => {
    const range = rangeOf(cidr);
    expect([inRange(address, range), isReserved(address, range)]).toEqual([within, reserved]);
  });
});

it('splits an endpoint', () => {
  expect(splitEndpoint('sw1:Gi0/30')).toEqual({ device: 'sw1', port: 'Gi0/30' });
});
