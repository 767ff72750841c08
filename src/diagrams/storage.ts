/** The storage chain: target → LUN → storage of the cluster → volume group → guests. */
import type { Inventory } from '../inventory/schema.ts';
import { titleOf } from '../views/members.ts';
import { sanPath } from '../views/paths.ts';
import {
  type IscsiStorage,
  iscsiStorages,
  type LvmStorage,
  lvmStorages,
  unattachedGroups,
} from '../views/storage-chain.ts';
import { after, arrow, group, id, node, type Parts, pill } from './flowchart.ts';
import { counted, figure, wordsOf } from './labels.ts';

/** The whole chain, or what lies on the SAN that is named. */
export function storage(inventory: Inventory, only?: string): Parts {
  const all = iscsiStorages(inventory);
  const iscsi = all.filter(({ san }) => only === undefined || san === only);
  const bases = new Set<string | undefined>(iscsi.map((one) => one.id));
  const lvm = lvmStorages(inventory).filter(({ base }) => only === undefined || bases.has(base));
  const sans = Object.keys(inventory.sans).filter((san) => only === undefined || san === only);
  return [
    ...sans.flatMap((san) => sanBox(inventory, san)),
    ...iscsi.flatMap((one) => iscsiChain(inventory, one, lvm)),
    ...lvm.flatMap((one) => lvmChain(inventory, one)),
    ...(only === undefined ? unattached(inventory) : []),
    ...(iscsi.length + lvm.length > 0
      ? pill(id('guests'), wordsOf(inventory).TEXT.guests, 'service')
      : []),
  ];
}

function sanBox(inventory: Inventory, san: string): Parts {
  const one = inventory.sans[san] as Inventory['sans'][string];
  const address = one.address ?? wordsOf(inventory).TEXT.unknownAddress;
  const targets = Object.entries(one.targets).flatMap(([name, { iqn }]) => {
    const colon = iqn.indexOf(':');
    const parts = colon === -1 ? [iqn] : [iqn.slice(0, colon + 1), iqn.slice(colon + 1)];
    return node(id('target', san, name), parts.join('\n'), 'port', `${sanPath(san)}#targets`);
  });
  return group(
    id('san', san),
    `${titleOf(inventory, san)} · ${address}`,
    'storage',
    targets,
    sanPath(san),
  );
}

function iscsiChain(inventory: Inventory, one: IscsiStorage, lvm: readonly LvmStorage[]): Parts {
  const own = id('storage', one.id);
  const target = id('target', one.san, one.target);
  const luns = Object.keys(inventory.sans[one.san]?.targets[one.target]?.luns ?? {});
  const isBase = lvm.some((other) => other.base === one.id);
  return [
    ...node(own, `${one.id}\n${wordsOf(inventory).TEXT.iscsi}`, 'switch'),
    ...(luns.length === 0 ? arrow(target, own) : []),
    ...luns.flatMap((lun) => [
      ...pill(id('lun', one.san, one.target, lun), lun, 'storage'),
      ...arrow(target, id('lun', one.san, one.target, lun)),
      ...arrow(id('lun', one.san, one.target, lun), own),
    ]),
    ...(one.direct && !isBase ? arrow(own, id('guests'), wordsOf(inventory).TEXT.direct) : []),
  ];
}

function lvmChain(inventory: Inventory, one: LvmStorage): Parts {
  const own = id('storage', one.id);
  return [
    ...node(own, `${one.id}\n${wordsOf(inventory).TEXT.lvm}`, 'switch'),
    ...(one.base === undefined ? [] : arrow(id('storage', one.base), own)),
    ...node(id('vg', one.volume_group), groupText(inventory, one.volume_group), 'host'),
    ...arrow(own, id('vg', one.volume_group)),
    ...arrow(id('vg', one.volume_group), id('guests')),
  ];
}

/** In the column of the other volume groups, without a link. */
function unattached(inventory: Inventory): Parts {
  const beside = lvmStorages(inventory).at(-1)?.id;
  return unattachedGroups(inventory).flatMap((name) => [
    ...unattachedGroup(inventory, name),
    ...(beside === undefined ? [] : after(id('storage', beside), id('vg', name))),
  ]);
}

/** A volume group that no storage names: what it is on, if anybody knows. */
function unattachedGroup(inventory: Inventory, name: string): Parts {
  const location = inventory.volume_groups[name]?.location;
  const where =
    location === 'local'
      ? wordsOf(inventory).TEXT.localDisks
      : location === 'san'
        ? 'SAN'
        : undefined;
  const text = `${groupText(inventory, name)}\n${where ?? wordsOf(inventory).TEXT.unknownPlace}`;
  return node(id('vg', name), text, where === undefined ? 'unknown' : 'host');
}

function groupText(inventory: Inventory, name: string): string {
  const one = inventory.volume_groups[name];
  const sizes =
    one?.size_gib !== undefined && one.free_gib !== undefined
      ? `${figure(inventory, one.free_gib)} ${wordsOf(inventory).TEXT.free} ${figure(inventory, one.size_gib)}`
      : undefined;
  const volumes =
    one?.logical_volumes === undefined
      ? undefined
      : counted(inventory, one.logical_volumes, wordsOf(inventory).TEXT.volumes);
  return [`VG ${name}`, sizes, volumes].filter(Boolean).join('\n');
}

/** With the decimal comma. */
