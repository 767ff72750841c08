/** SAN targets and LUNs, the storages that the cluster makes of them, and LVM volume groups. */
import { z } from 'zod';
import { byName, ipv4, lacpMode, mtu, name, note, site, text, title } from './common.ts';
import { nic } from './hosts.ts';

const size = z.number().nonnegative().describe('GiB.');

const target = z.strictObject({
  iqn: text(
    /^iqn\.\d{4}-\d{2}\.[a-z0-9.-]+(:.+)?$/,
    'an iSCSI qualified name, such as iqn.2015-02.org.example:name',
  ).describe('iSCSI qualified name.'),
  luns: byName(
    z.strictObject({
      id: z.int().nonnegative().optional().describe('LUN number.'),
      size_gib: size.optional(),
      note: note.optional(),
    }),
  ).describe('LUNs by name as the documentation calls them, e.g. `LUN00`.'),
  note: note.optional(),
});

const san = z.strictObject({
  title: title.optional(),
  site: site.optional(),
  address: ipv4.optional().describe('Address of the iSCSI portal.'),
  vlan: name.optional().describe('Name of the VLAN that the portal is in.'),
  mtu: mtu.optional(),
  nics: byName(nic).describe('Physical network interfaces.'),
  bonds: byName(
    z.strictObject({
      members: z.array(name).min(1).describe('NICs of this SAN.'),
      lacp: lacpMode.optional(),
      note: note.optional(),
    }),
  ).describe('Aggregates.'),
  targets: byName(target).describe('iSCSI targets, by the name that people use.'),
  note: note.optional(),
});

const iscsi = z.strictObject({
  type: z.literal('iscsi').describe('LUNs of a SAN.'),
  san: name.describe('Name of a SAN.'),
  target: name.describe("Name of one of the SAN's targets."),
  direct: z.boolean().describe('Guests may use the LUNs themselves.'),
  note: note.optional(),
});

const lvm = z.strictObject({
  type: z.literal('lvm').describe('A volume group.'),
  base: name.optional().describe('The iSCSI storage that the volume group lies on.'),
  lun: name.optional().describe("LUN of the base storage's target."),
  volume_group: name.describe('Name of a volume group, declared under `volume_groups`.'),
  shared: z.boolean().describe('Every node sees the same data.'),
  content: z.array(z.string()).default(['images', 'rootdir']).describe('What may be stored.'),
  note: note.optional(),
});

const volumeGroup = z.strictObject({
  location: z
    .enum(['local', 'san'])
    .optional()
    .describe('On local disks, or on a SAN. Unknown when absent.'),
  size_gib: size.optional(),
  free_gib: size.optional(),
  physical_volumes: z.int().nonnegative().optional(),
  logical_volumes: z.int().nonnegative().optional(),
  snapshots: z.int().nonnegative().optional(),
  attributes: z.string().optional().describe('As `vgs` prints them: wz--n-.'),
  seen_on: name.optional().describe('Host on which the figures were read.'),
  note: note.optional(),
});

export const sans = byName(san);
export const storages = byName(z.discriminatedUnion('type', [iscsi, lvm]));
export const volumeGroups = byName(volumeGroup);
