/** VLANs, switches, their ports and port-channels, and the cables between devices. */
import { z } from 'zod';
import {
  byName,
  cidr,
  endpoint,
  ipv4,
  lacpMode,
  mtu,
  name,
  note,
  site,
  speed,
  title,
  vlanId,
  whole,
} from './common.ts';
import { ssh } from './hosts.ts';

const vlan = z.strictObject({
  id: vlanId,
  title,
  subnet: cidr.optional().describe('The IPv4 network of the VLAN, such as 192.0.2.0/24.'),
  purpose: z
    .enum(['management', 'storage', 'guests', 'other'])
    .default('other')
    .describe('In a storage VLAN no gateway belongs, and jumbo frames are expected.'),
  note: note.optional(),
});

const stormLevel = z.strictObject({
  unit: z.enum(['pps', 'bps', 'percent']).describe('What `high` and `low` count.'),
  high: z.number().nonnegative().describe('Rising threshold: traffic is suppressed above it.'),
  low: z.number().nonnegative().optional().describe('Falling threshold: it is let in below it.'),
});

/** Layer-2 settings of a switch port, or of a port-channel. */
const settings = {
  mode: z.enum(['access', 'trunk']).optional().describe('One VLAN, or several with their tags.'),
  encapsulation: z.enum(['dot1q', 'isl', 'negotiate']).optional().describe('Of a trunk.'),
  access_vlan: name.optional().describe('Name of the VLAN of an access port.'),
  native_vlan: name.optional().describe('Name of the VLAN that a trunk carries without tag.'),
  allowed_vlans: z
    .array(name)
    .optional()
    .describe('Names of the VLANs that a trunk lets through; all when absent.'),
  speed: speed.optional(),
  access_group: z
    .strictObject({
      acl: z.union([z.int(), z.string()], "an access list's number or name"),
      direction: z.enum(['in', 'out']),
    })
    .optional()
    .describe('`ip access-group`: the access list that filters the port.'),
  qos_trust: z
    .enum(['cos', 'dscp', 'ip-precedence'])
    .optional()
    .describe('`mls qos trust`: which priority mark is believed.'),
  mac_notification: z
    .array(z.enum(['added', 'removed']))
    .optional()
    .describe('`snmp trap mac-notification change`: which changes send a trap.'),
  storm_control: z
    .strictObject({
      broadcast: stormLevel.optional(),
      multicast: stormLevel.optional(),
      unicast: stormLevel.optional(),
      action: z.enum(['trap', 'shutdown']).optional(),
    })
    .optional()
    .describe('`storm-control`: limits on flooding.'),
  portfast: z.boolean().optional().describe('`spanning-tree portfast`.'),
  bpdufilter: z.boolean().optional().describe('`spanning-tree bpdufilter enable`.'),
  bpduguard: z.boolean().optional().describe('`spanning-tree bpduguard enable`.'),
  dhcp_snooping_trust: z.boolean().optional().describe('`ip dhcp snooping trust`.'),
};

/** Settings only: what a profile gives to a port. */
export type PortSettings = z.output<z.ZodObject<typeof settings>>;
/** Names of the settings, in the order of the schema. */
export const SETTING_NAMES = Object.keys(settings) as (keyof PortSettings)[];

const portProfile = z.strictObject({ title: title.optional(), ...settings });

const profile = name
  .optional()
  .describe('Settings taken from a profile of this switch; those written here win.');

const switchPort = z.strictObject({
  description: z.string().optional().describe("The port's `description` line."),
  profile,
  channel_group: z
    .strictObject({
      id: whole(1, 4096).describe('Number of a port-channel of this switch.'),
      mode: lacpMode,
      protocol: z.enum(['lacp', 'pagp']).optional().describe('`channel-protocol`.'),
    })
    .optional(),
  shutdown: z.boolean().default(false).describe('Administratively down.'),
  note: note.optional(),
  ...settings,
});

const portChannel = z.strictObject({
  description: z.string().optional().describe("The port-channel's `description` line."),
  profile,
  note: note.optional(),
  ...settings,
});

const networkSwitch = z.strictObject({
  title: title.optional(),
  site: site.optional(),
  roles: z.array(name).default([]).describe('What the switch is for; a runbook can target a role.'),
  platform: z
    .enum(['cisco-ios', 'unknown'])
    .default('unknown')
    .describe('Which configuration language it speaks.'),
  model: z.string().optional(),
  ios_version: z.string().optional(),
  archive: z
    .boolean()
    .optional()
    .describe('Whether `archive` is configured (needed by `configure terminal revert timer`).'),
  address: ipv4.optional().describe('Management address.'),
  system_mtu: mtu.optional(),
  ssh: ssh.default({ host_keys: [] }),
  profiles: byName(portProfile).describe('Named sets of settings that ports share.'),
  port_channels: z
    .record(z.string().regex(/^\d+$/, "a port-channel's number, such as '10'"), portChannel)
    .default({})
    .describe("Keyed by number: '10'."),
  ports: z
    .record(
      z.string().regex(/^[A-Z][A-Za-z]*\d+(\/\d+)*$/, "a port's short name, such as Gi0/26"),
      switchPort,
    )
    .default({})
    .describe('Keyed by short name: Gi0/26.'),
  observed: z
    .string()
    .optional()
    .describe('File under `content/observed/` that holds the configuration as found.'),
  note: note.optional(),
});

const cable = z.strictObject({
  a: endpoint,
  b: endpoint,
  medium: z.string().optional().describe('Copper, fibre, DAC, …'),
  speed: speed.optional(),
  note: note.optional(),
});

export const vlans = byName(vlan);
export const switches = byName(networkSwitch);
export const cables = z.array(cable).default([]);
