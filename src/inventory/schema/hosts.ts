/** Hosts: their network interfaces as ifupdown2 and Open vSwitch name them, and how to reach them. */
import { z } from 'zod';
import { byName, fingerprint, ipv4, lacpMode, mtu, name } from './common.ts';

export const nic = z.strictObject({
  mtu: mtu.optional(),
  /** Mb/s. */
  speed: z.int().positive().optional(),
});

/** An Open vSwitch bond (OVSBond). */
export const bond = z.strictObject({
  members: z.array(name).min(1),
  bridge: name.optional(),
  mode: z.enum(['balance-tcp', 'balance-slb', 'active-backup']).optional(),
  lacp: lacpMode.optional(),
  lacp_time: z.enum(['fast', 'slow']).optional(),
  mtu: mtu.optional(),
  /** What the bond carries, e.g. `core` or `san`. */
  purpose: z.string().optional(),
});

export const bridge = z.strictObject({
  kind: z.enum(['ovs', 'linux']).default('ovs'),
  autostart: z.boolean().default(true),
  /** Ports of a Linux bridge, e.g. `eth0.997`. An OVS bridge's ports follow from bonds and ports. */
  ports: z.array(z.string()).default([]),
  mtu: mtu.optional(),
  note: z.string().optional(),
});

/** An Open vSwitch internal port (OVSIntPort) that carries an address of the host. */
export const intPort = z.strictObject({
  bridge: name,
  vlan: name,
  /** True where the switch side trunks: frames carry the VLAN's tag. */
  tagged: z.boolean().default(false),
  address: ipv4.optional(),
  prefix: z.int().min(0).max(32).optional(),
  gateway: ipv4.optional(),
  mtu: mtu.optional(),
});

export const ssh = z.strictObject({
  user: name.optional(),
  port: z.int().min(1).max(65535).optional(),
  /** Address to connect to, when it isn't the host's management address. */
  address: ipv4.optional(),
  host_keys: z.array(fingerprint).default([]),
});

export const user = z.strictObject({
  sudo: z.boolean().default(false),
  note: z.string().optional(),
});

export const host = z.strictObject({
  title: z.string().optional(),
  site: name.optional(),
  roles: z.array(name).default([]),
  platform: z.literal('posix').default('posix'),
  /** The internal port, or NIC, whose address manages the host. */
  management: name.optional(),
  /** A single address, for a host whose interfaces aren't modelled. */
  address: ipv4.optional(),
  ssh: ssh.default({ host_keys: [] }),
  users: byName(user),
  nics: byName(nic),
  bonds: byName(bond),
  bridges: byName(bridge),
  ports: byName(intPort),
  note: z.string().optional(),
});

export const hosts = byName(host);
