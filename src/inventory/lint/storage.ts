/** Rule 14: storages, targets, LUNs and volume groups fit together. */
import type { Path } from '../loaded.ts';
import { own } from '../path.ts';
import type { Inventory, Storage } from '../schema.ts';
import { error, type Finding, type LintInput, type LintRule, warning } from './rule.ts';

type Iscsi = Extract<Storage, { type: 'iscsi' }>;
type Lvm = Extract<Storage, { type: 'lvm' }>;

export const storageChain: LintRule = {
  id: 'storage-chain',
  *check(input) {
    for (const [name, storage] of Object.entries(input.inventory.storages)) {
      if (storage.type === 'iscsi') yield* directName(input, name, storage);
      else yield* volumeGroup(input, name, storage);
    }
    yield* usedTwice(input);
    yield* iqns(input);
  },
};

function* directName({ inventory, say }: LintInput, name: string, { direct }: Iscsi) {
  const prefix = inventory.conventions.direct_prefix;
  if (prefix === undefined || direct === name.startsWith(prefix)) return;
  yield warning(
    ['storages', name, 'direct'],
    direct ? say.directWithoutPrefix(name, prefix) : say.prefixWithoutDirect(name, prefix),
  );
}

function* volumeGroup({ inventory, say }: LintInput, name: string, storage: Lvm) {
  const { base, lun, shared, volume_group: group } = storage;
  const at: Path = ['storages', name];
  const below = base === undefined ? undefined : own(inventory.storages, base);
  if (below?.type === 'iscsi' && below.direct)
    yield error([...at, 'base'], say.lvmOverDirect(name, base as string));
  const location = base === undefined ? own(inventory.volume_groups, group)?.location : 'san';
  if (location === 'local' && shared)
    yield error([...at, 'shared'], say.sharedOnLocal(name, group));
  if (location !== 'san') return;
  if (!shared) yield warning([...at, 'shared'], say.sanNotShared(name, group));
  if (base === undefined) yield warning(at, say.baseMissing(name));
  else if (lun === undefined) yield warning(at, say.lunMissing(name, base));
}

function* usedTwice({ inventory, say }: LintInput): Iterable<Finding> {
  const first = new Map<string, string>();
  for (const [name, storage] of Object.entries(inventory.storages))
    for (const use of uses(inventory, storage)) {
      const key = `${use.key} ${use.what}`;
      const seen = first.get(key);
      if (seen !== undefined)
        yield error(['storages', name, use.key], TWICE[use.key](say)(use.what, seen, name));
      first.set(key, seen ?? name);
    }
}

type Say = LintInput['say'];

const TWICE = {
  volume_group: (say: Say) => say.groupTwice,
  lun: (say: Say) => say.lunTwice,
  target: (say: Say) => say.targetTwice,
};

function uses(inventory: Inventory, storage: Storage): { key: keyof typeof TWICE; what: string }[] {
  if (storage.type === 'iscsi')
    return [{ key: 'target', what: `${storage.san}:${storage.target}` }];
  const group = { key: 'volume_group' as const, what: storage.volume_group };
  const base = storage.base === undefined ? undefined : own(inventory.storages, storage.base);
  if (base?.type !== 'iscsi' || storage.lun === undefined) return [group];
  return [group, { key: 'lun', what: `${base.san}:${base.target}:${storage.lun}` }];
}

function* iqns({ inventory, say }: LintInput): Iterable<Finding> {
  const first = new Map<string, string>();
  for (const [san, { targets }] of Object.entries(inventory.sans))
    for (const [target, { iqn }] of Object.entries(targets)) {
      const here = `${san}:${target}`;
      const seen = first.get(iqn);
      if (seen !== undefined)
        yield error(['sans', san, 'targets', target, 'iqn'], say.iqnTwice(iqn, seen, here));
      first.set(iqn, seen ?? here);
    }
}
