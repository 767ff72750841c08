/** SAN targets and LUNs, the storages that the cluster makes of them, and LVM volume groups. */
import { z } from 'zod';
import { byName, ipv4, lacpMode, mtu, name } from './common.ts';
import { nic } from './hosts.ts';

export const target = z.strictObject({
  iqn: z
    .string()
    .regex(
      /^iqn\.\d{4}-\d{2}\.[a-z0-9.-]+(:.+)?$/,
      'an iSCSI qualified name: iqn.2015-02.org.example:name',
    ),
  /** LUNs by name as the documentation calls them, e.g. `LUN00`. */
  luns: byName(
    z.strictObject({
      id: z.int().min(0).optional(),
      size_gib: z.number().positive().optional(),
      note: z.string().optional(),
    }),
  ),
  note: z.string().optional(),
});

export const san = z.strictObject({
  title: z.string().optional(),
  site: name.optional(),
  address: ipv4.optional(),
  vlan: name.optional(),
  mtu: mtu.optional(),
  nics: byName(nic),
  bonds: byName(z.strictObject({ members: z.array(name).min(1), lacp: lacpMode.optional() })),
  targets: byName(target),
  note: z.string().optional(),
});

export const storage = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('iscsi'),
    san: name,
    target: name,
    /** Guests may use the LUNs themselves. */
    direct: z.boolean(),
    note: z.string().optional(),
  }),
  z.strictObject({
    type: z.literal('lvm'),
    base: name.optional(),
    /** LUN of the base storage's target. */
    lun: name.optional(),
    volume_group: name,
    shared: z.boolean(),
    content: z.array(z.string()).default(['images', 'rootdir']),
    note: z.string().optional(),
  }),
]);

export const volumeGroup = z.strictObject({
  /** Where the volume group lives: on local disks, or on a SAN. Unknown when absent. */
  location: z.enum(['local', 'san']).optional(),
  size_gib: z.number().nonnegative().optional(),
  free_gib: z.number().nonnegative().optional(),
  physical_volumes: z.int().nonnegative().optional(),
  logical_volumes: z.int().nonnegative().optional(),
  snapshots: z.int().nonnegative().optional(),
  attributes: z.string().optional(),
  /** Host on which the figures were read. */
  seen_on: name.optional(),
  note: z.string().optional(),
});

export const sans = byName(san);
export const storages = byName(storage);
export const volumeGroups = byName(volumeGroup);
