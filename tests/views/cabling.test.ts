import { describe, expect, it } from 'vitest';
import { bundles, byPortName, cablingOf } from '../../src/views/cabling.ts';
import { hostNetwork, networkedHosts } from '../../src/views/host-network.ts';
import { iscsiStorages, lvmStorages, unattachedGroups } from '../../src/views/storage-chain.ts';
import { small } from '../fixtures/inventories.ts';

describe('cabling', () => {
  const cabling = cablingOf(small);

  it('finds the other end, whichever end is written first', () => {
    expect(cabling.at('node-a', 'eth1')?.far).toEqual({ device: 'sw1', port: 'Gi0/2' });
    expect(cabling.at('sw1', 'Gi0/2')?.far).toEqual({ device: 'node-a', port: 'eth1' });
    expect(cabling.at('node-b', 'eth0')).toBeUndefined();
  });

  it('bundles cables by port-channel, in the order of the host ports', () => {
    const [core, , san] = bundles(small, 'sw1');
    expect(core).toMatchObject({ id: '1', device: 'node-a', ports: ['Gi0/1', 'Gi0/2'] });
    expect(core?.links.map(({ near, far }) => `${near.port}-${far.port}`)).toEqual([
      'eth0-Gi0/1',
      'eth1-Gi0/2',
    ]);
    expect(san?.ports).toEqual(['Gi0/9', 'Gi0/10']);
    expect(bundles(small, 'sw2')).toEqual([]);
  });

  it('orders ports by their numbers', () => {
    expect(['Gi0/30', 'Gi0/9', 'eth10', 'eth2'].sort(byPortName)).toEqual([
      'eth2',
      'eth10',
      'Gi0/9',
      'Gi0/30',
    ]);
  });
});

describe('host network', () => {
  it("an OVS bridge's ports follow from its bonds and internal ports", () => {
    const { bridges } = hostNetwork(small, 'node-a');
    expect(bridges.map(({ name, attached }) => [name, ...attached])).toEqual([
      ['vmbr0', 'eth0.10'],
      ['vmbr1', 'bond1', 'mgr'],
      ['vmbr2', 'bond2', 'sto'],
    ]);
  });

  it('leaves out hosts without bridges or bonds', () => {
    expect(networkedHosts(small)).toEqual(['node-a', 'node-b']);
  });
});

describe('storage chain', () => {
  it('joins storages with their targets and groups', () => {
    expect(iscsiStorages(small)[0]).toMatchObject({
      id: 'san-pool',
      portal: '198.51.100.5',
      iqn: 'iqn.2020-01.org.example:pool',
    });
    expect(lvmStorages(small)[0]).toMatchObject({ id: 'disks', group: { size_gib: 1024 } });
    expect(unattachedGroups(small)).toEqual(['lost']);
  });
});
