import type { Path } from '../loaded.ts';
import { own } from '../path.ts';
import type { Storage } from '../schema.ts';
import type { References } from './context.ts';

/** SANs, storages and volume groups: VLANs, members, targets, LUNs, bases. */
export function checkStorage(context: References): void {
  checkSans(context);
  for (const [name, storage] of Object.entries(context.inventory.storages)) {
    if (storage.type === 'iscsi') checkTarget(context, ['storages', name], storage);
    else checkBase(context, ['storages', name], storage);
  }
  for (const [name, { seen_on: host }] of Object.entries(context.inventory.volume_groups))
    if (host !== undefined)
      context.require(['volume_groups', name, 'seen_on'], host, ['hosts'], 'a host');
}

function checkSans({ inventory, require }: References): void {
  for (const [name, san] of Object.entries(inventory.sans)) {
    const at: Path = ['sans', name];
    if (san.vlan !== undefined) require([...at, 'vlan'], san.vlan, ['vlans'], 'a VLAN');
    for (const [bond, { members }] of Object.entries(san.bonds))
      members.forEach((member, index) => {
        require([...at, 'bonds', bond, 'members', index], member, [...at, 'nics'], 'a NIC');
      });
  }
}

type Iscsi = Extract<Storage, { type: 'iscsi' }>;
type Lvm = Extract<Storage, { type: 'lvm' }>;

function checkTarget({ require }: References, at: Path, { san, target }: Iscsi): void {
  if (!require([...at, 'san'], san, ['sans'], 'a SAN')) return;
  require([...at, 'target'], target, ['sans', san, 'targets'], 'a target');
}

function checkBase(context: References, at: Path, storage: Lvm): void {
  const { base, lun, volume_group } = storage;
  context.require([...at, 'volume_group'], volume_group, ['volume_groups'], 'a volume group');
  if (base === undefined) {
    if (lun !== undefined) context.report([...at, 'lun'], lunWithoutBase(lun));
    return;
  }
  if (!context.require([...at, 'base'], base, ['storages'], 'a storage')) return;
  const found = own(context.inventory.storages, base);
  if (found?.type === 'lvm') context.report([...at, 'base'], baseIsLvm(base));
  if (found?.type !== 'iscsi' || lun === undefined) return;
  const target: Path = ['sans', found.san, 'targets', found.target];
  if (context.names(target.slice(0, -1)).includes(found.target))
    context.require([...at, 'lun'], lun, [...target, 'luns'], 'a LUN');
}

function lunWithoutBase(lun: string) {
  return {
    message: `the LUN "${lun}" is named without the storage that it is on`,
    expected: 'base: the iSCSI storage whose target holds the LUN',
    actual: 'no base',
    hint: 'add "base: …"',
  };
}

function baseIsLvm(base: string) {
  return {
    message: `"${base}" is an LVM storage: it can't be the base of another`,
    expected: 'an iSCSI storage',
    actual: 'type: lvm',
    hint: 'name the iSCSI storage whose target holds the LUN',
  };
}
