/** Tables of the storage chain, with the headings that Proxmox and `vgs` use. */
import { labelsOf } from '../labels.ts';
import { deviceCell, joined, part } from '../links.ts';
import { sanPath } from '../paths.ts';
import { iscsiStorages, lvmStorages } from '../storage-chain.ts';
import { known, type TableBuilder } from '../table.ts';
import { columns, list, pick, yesNo } from './columns.ts';

export const iscsi: TableBuilder = (inventory, args) => ({
  caption: labelsOf(inventory).CAPTIONS.iscsi,
  columns: columns(inventory, 'code:id', 'code:portal', 'code:target', 'direct'),
  rows: iscsiStorages(inventory)
    .filter((storage) => args.device === undefined || storage.san === args.device)
    .map((storage) => ({
      id: storage.id,
      portal: known(inventory, storage.portal, `sans.${storage.san}.address`),
      target: known(inventory, storage.iqn, `sans.${storage.san}.targets.${storage.target}`),
      direct: yesNo(inventory, storage.direct),
    })),
  notes: [labelsOf(inventory).NOTES.direct],
});

export const targets: TableBuilder = (inventory, args) => ({
  caption: labelsOf(inventory).CAPTIONS.targets,
  columns: columns(inventory, 'code:san', 'code:target', 'code:iqn', 'code:luns', 'note'),
  rows: pick(inventory.sans, args, 'SAN').flatMap(([san, one]) =>
    Object.entries(one.targets).map(([target, { iqn, luns, note }]) => ({
      san: deviceCell(inventory, san),
      target,
      iqn,
      luns: known(inventory, list(Object.keys(luns)), `sans.${san}.targets.${target}.luns`),
      note: note ?? '',
    })),
  ),
});

export const lvm: TableBuilder = (inventory) => ({
  caption: labelsOf(inventory).CAPTIONS.lvm,
  columns: columns(
    inventory,
    'code:id',
    'code:baseStorage',
    'code:baseVolume',
    'code:volumeGroup',
    'shared',
  ),
  rows: lvmStorages(inventory).map((storage) => ({
    id: storage.id,
    baseStorage: known(inventory, storage.base, `storages.${storage.id}.base`),
    baseVolume: known(inventory, storage.lun, `storages.${storage.id}.lun`),
    volumeGroup: storage.volume_group,
    shared: yesNo(inventory, storage.shared),
  })),
});

export const storages: TableBuilder = (inventory) => ({
  caption: labelsOf(inventory).CAPTIONS.storages,
  columns: columns(inventory, 'code:storage', 'kind', 'code:source', 'note'),
  rows: Object.entries(inventory.storages).map(([storage, one]) => ({
    storage,
    kind: one.type === 'iscsi' ? 'iSCSI' : 'LVM',
    source:
      one.type === 'iscsi'
        ? (joined([part(one.san, sanPath(one.san)), part(one.target, undefined)], ' : ') ?? '')
        : known(inventory, list([one.base, one.lun].filter((part) => part !== undefined))),
    note: one.note ?? '',
  })),
});

/** Sizes as `vgs` prints them: gibibytes, two decimals, 0 without any. */
function gib(size: number | undefined): string | undefined {
  if (size === undefined) return undefined;
  return size === 0 ? '0' : `${size.toFixed(2)}g`;
}

export const volumeGroups: TableBuilder = (inventory) => ({
  caption: labelsOf(inventory).CAPTIONS['volume-groups'],
  columns: columns(
    inventory,
    'code:vg',
    'num:pvs',
    'num:lvs',
    'num:snapshots',
    'code:attributes',
    'num:size',
    'num:free',
    'location',
  ),
  rows: Object.entries(inventory.volume_groups).map(([vg, group]) => {
    const path = `volume_groups.${vg}`;
    return {
      vg,
      pvs: known(inventory, group.physical_volumes, `${path}.physical_volumes`),
      lvs: known(inventory, group.logical_volumes, `${path}.logical_volumes`),
      snapshots: known(inventory, group.snapshots, `${path}.snapshots`),
      attributes: known(inventory, group.attributes, `${path}.attributes`),
      size: known(inventory, gib(group.size_gib), `${path}.size_gib`),
      free: known(inventory, gib(group.free_gib), `${path}.free_gib`),
      location: known(
        inventory,
        group.location && labelsOf(inventory).WORDS[group.location],
        `${path}.location`,
      ),
    };
  }),
});
