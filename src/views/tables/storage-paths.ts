/** How a node of a cluster reaches each of the cluster's storages: its port, the SAN, the target, the LUN. */
import { own } from '../../inventory/path.ts';
import type { Inventory, Storage } from '../../inventory/schema.ts';
import { labelsOf } from '../labels.ts';
import { deviceCell, linked, portCells } from '../links.ts';
import { membershipsOf } from '../memberships.ts';
import { sanPath } from '../paths.ts';
import { type Cell, known, type TableBuilder } from '../table.ts';
import { columns, list } from './columns.ts';

export const storagePaths: TableBuilder = (inventory, { device = '' }) => ({
  caption: labelsOf(inventory).DEVICE_CAPTIONS['storage-paths'],
  columns: columns(
    inventory,
    ...(['code:storage', 'kind', 'code:volumeGroup', 'code:luns', 'code:target'] as const),
    ...(['code:san', 'code:portal', 'code:interface'] as const),
  ),
  rows: storagesOf(inventory, device).map(([id, storage]) => ({
    storage: id,
    kind: storage.type === 'iscsi' ? 'iSCSI' : 'LVM',
    volumeGroup: storage.type === 'lvm' ? storage.volume_group : '',
    ...chain(inventory, device, id, storage),
  })),
});

/** Every node of a cluster sees all of its storages. */
function storagesOf(inventory: Inventory, host: string): [string, Storage][] {
  const { clusters } = membershipsOf(inventory, host);
  return clusters.length === 0 ? [] : Object.entries(inventory.storages);
}

type Chain = Record<'luns' | 'target' | 'san' | 'portal' | 'interface', Cell>;

function chain(inventory: Inventory, device: string, id: string, storage: Storage): Chain {
  const base = storage.type === 'iscsi' ? storage : own(inventory.storages, storage.base ?? '');
  if (base?.type !== 'iscsi') return withoutSan(inventory, id, storage);
  const san = inventory.sans[base.san];
  const path = `sans.${base.san}`;
  const all = list(Object.keys(san?.targets[base.target]?.luns ?? {}));
  const luns = storage.type === 'lvm' ? (storage.lun ?? all) : all;
  const ports = portsIn(inventory, device, san?.vlan);
  return {
    luns: known(inventory, luns, `${path}.targets.${base.target}.luns`),
    target: linked(base.target, `${sanPath(base.san)}#targets`),
    san: deviceCell(inventory, base.san),
    portal: known(inventory, san?.address, `${path}.address`),
    interface: known(inventory, portCells(inventory, device, ports)),
  };
}

/** A volume group on the host's own disks, or nobody knows where. */
function withoutSan(inventory: Inventory, id: string, storage: Storage): Chain {
  const group =
    storage.type === 'lvm' ? own(inventory.volume_groups, storage.volume_group) : undefined;
  const local = group?.location === 'local' ? labelsOf(inventory).WORDS.local : undefined;
  const target = known(inventory, local, `storages.${id}.base`);
  return { luns: '', target, san: '', portal: '', interface: '' };
}

/** A host's ports in the VLAN of the SAN. */
function portsIn(inventory: Inventory, host: string, vlan: string | undefined): string[] {
  const ports = Object.entries(inventory.hosts[host]?.ports ?? {});
  return ports.filter(([, port]) => port.vlan === vlan).map(([name]) => name);
}
