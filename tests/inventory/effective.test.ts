import { describe, expect, it } from 'vitest';
import { effectivePort, effectivePortChannel } from '../../src/inventory/effective.ts';
import { parseInventory } from '../../src/inventory/parse.ts';

const TEXT = `title: Profiles
vlans: { a: { id: 2, title: A }, b: { id: 3, title: B } }
switches:
  sw1:
    profiles:
      san:
        title: Storage
        mode: access
        access_vlan: a
        portfast: true
        storm_control: { broadcast: { unit: pps, high: 2 }, action: trap }
    port_channels:
      '5': { profile: san, description: Five }
    ports:
      Gi1: { profile: san, description: One }
      Gi2: { profile: san, access_vlan: b, portfast: false, storm_control: { action: shutdown } }
      Gi3: { mode: trunk }
`;
const parsed = parseInventory([{ path: 'a.yaml', text: TEXT }]);
const sw = parsed.ok ? parsed.loaded.inventory.switches.sw1 : undefined;
const STORM = { broadcast: { unit: 'pps', high: 2 }, action: 'trap' };
const SAN = { mode: 'access', access_vlan: 'a', portfast: true, storm_control: STORM };

describe('effectivePort', () => {
  it.each([
    [
      'takes the settings of its profile, not its title',
      'Gi1',
      { ...SAN, description: 'One', shutdown: false },
    ],
    [
      'wins over its profile, whole settings at a time',
      'Gi2',
      {
        mode: 'access',
        access_vlan: 'b',
        portfast: false,
        storm_control: { action: 'shutdown' },
        shutdown: false,
      },
    ],
    ['stands alone without a profile', 'Gi3', { mode: 'trunk', shutdown: false }],
  ])('%s', (_, port, expected) => {
    expect(sw && effectivePort(sw, port)).toEqual(expected);
  });

  it.each(['Gi9', 'toString'])('knows no port %s', (port) => {
    expect(sw && effectivePort(sw, port)).toBe(undefined);
  });
});

describe('effectivePortChannel', () => {
  it.each([5, '5'])('is found by its number %j', (id) => {
    expect(sw && effectivePortChannel(sw, id)).toEqual({ ...SAN, description: 'Five' });
  });
});
