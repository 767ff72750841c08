/** The storage chain: SAN target → LUN → storage of the cluster → volume group → guests. */
import type { Inventory, Storage, VolumeGroup } from '../inventory/schema.ts';

type Iscsi = Extract<Storage, { type: 'iscsi' }>;
type Lvm = Extract<Storage, { type: 'lvm' }>;

export interface IscsiStorage extends Iscsi {
  readonly id: string;
  /** Address of the SAN; undefined when not known. */
  readonly portal?: string;
  /** Qualified name of the target; undefined when the target isn't declared. */
  readonly iqn?: string;
}

export interface LvmStorage extends Lvm {
  readonly id: string;
  readonly group?: VolumeGroup;
}

/** The iSCSI storages, each with its SAN's address and its target's name where they are known. */
export function iscsiStorages(inventory: Inventory): IscsiStorage[] {
  return Object.entries(inventory.storages).flatMap(([id, storage]) => {
    if (storage.type !== 'iscsi') return [];
    const san = inventory.sans[storage.san];
    const iqn = san?.targets[storage.target]?.iqn;
    return {
      ...storage,
      id,
      ...(san?.address === undefined ? {} : { portal: san.address }),
      ...(iqn === undefined ? {} : { iqn }),
    };
  });
}

/** The LVM storages, each with its volume group where that is declared. */
export function lvmStorages(inventory: Inventory): LvmStorage[] {
  return Object.entries(inventory.storages).flatMap(([id, storage]) => {
    if (storage.type !== 'lvm') return [];
    const group = inventory.volume_groups[storage.volume_group];
    return { ...storage, id, ...(group === undefined ? {} : { group }) };
  });
}

/** Volume groups that no storage of the cluster is made of. */
export function unattachedGroups(inventory: Inventory): string[] {
  const used = new Set(lvmStorages(inventory).map((storage) => storage.volume_group));
  return Object.keys(inventory.volume_groups).filter((name) => !used.has(name));
}
