/** VLANs, switches, their ports and port-channels, and the cables between devices. */
import { z } from 'zod';
import { byName, cidr, endpoint, ipv4, lacpMode, mtu, name, vlanId } from './common.ts';
import { ssh } from './hosts.ts';

export const vlan = z.strictObject({
  id: vlanId,
  title: z.string(),
  subnet: cidr.optional(),
  /** Storage traffic: no gateway belongs here, and jumbo frames are expected. */
  purpose: z.enum(['management', 'storage', 'guests', 'other']).default('other'),
  note: z.string().optional(),
});

const stormLevel = z.strictObject({
  unit: z.enum(['pps', 'bps', 'percent']),
  high: z.number().nonnegative(),
  low: z.number().nonnegative().optional(),
});

/** Layer-2 settings of a switch port, or of a port-channel. */
const settings = {
  mode: z.enum(['access', 'trunk']).optional(),
  encapsulation: z.enum(['dot1q', 'isl', 'negotiate']).optional(),
  /** Name of a VLAN. */
  access_vlan: name.optional(),
  native_vlan: name.optional(),
  /** Names of VLANs; all when absent. */
  allowed_vlans: z.array(name).optional(),
  speed: z.int().positive().optional(),
  access_group: z
    .strictObject({ acl: z.union([z.int(), z.string()]), direction: z.enum(['in', 'out']) })
    .optional(),
  qos_trust: z.enum(['cos', 'dscp', 'ip-precedence']).optional(),
  mac_notification: z.array(z.enum(['added', 'removed'])).optional(),
  storm_control: z
    .strictObject({
      broadcast: stormLevel.optional(),
      multicast: stormLevel.optional(),
      unicast: stormLevel.optional(),
      action: z.enum(['trap', 'shutdown']).optional(),
    })
    .optional(),
  portfast: z.boolean().optional(),
  bpdufilter: z.boolean().optional(),
  bpduguard: z.boolean().optional(),
  dhcp_snooping_trust: z.boolean().optional(),
};

export const portProfile = z.strictObject({ title: z.string().optional(), ...settings });

export const switchPort = z.strictObject({
  description: z.string().optional(),
  /** Settings taken from a profile; those written on the port win. */
  profile: name.optional(),
  channel_group: z
    .strictObject({
      id: z.int().min(1).max(48),
      mode: lacpMode,
      protocol: z.enum(['lacp', 'pagp']).optional(),
    })
    .optional(),
  shutdown: z.boolean().default(false),
  ...settings,
});

export const portChannel = z.strictObject({
  description: z.string().optional(),
  profile: name.optional(),
  ...settings,
});

export const networkSwitch = z.strictObject({
  title: z.string().optional(),
  site: name.optional(),
  roles: z.array(name).default([]),
  platform: z.enum(['cisco-ios', 'unknown']).default('unknown'),
  model: z.string().optional(),
  ios_version: z.string().optional(),
  /** Whether `archive` is configured (needed by `configure terminal revert timer`). */
  archive: z.boolean().optional(),
  address: ipv4.optional(),
  system_mtu: mtu.optional(),
  ssh: ssh.default({ host_keys: [] }),
  profiles: byName(portProfile),
  /** Keyed by number, as text: `'10'`. */
  port_channels: z
    .record(z.string().regex(/^\d+$/, "a port-channel's number"), portChannel)
    .default({}),
  /** Keyed by short name: `Gi0/26`. */
  ports: z
    .record(z.string().regex(/^[A-Z][A-Za-z]*\d+(\/\d+)*$/, 'a port such as Gi0/26'), switchPort)
    .default({}),
  /** File under `content/observed/` that holds the configuration as found. */
  observed: z.string().optional(),
  note: z.string().optional(),
});

export const cable = z.strictObject({
  a: endpoint,
  b: endpoint,
  medium: z.string().optional(),
  /** Mb/s. */
  speed: z.int().positive().optional(),
  note: z.string().optional(),
});

export const vlans = byName(vlan);
export const switches = byName(networkSwitch);
export const cables = z.array(cable).default([]);
