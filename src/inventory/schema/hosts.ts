/** Hosts: their network interfaces as ifupdown2 and Open vSwitch name them, and how to reach them. */
import { z } from 'zod';
import {
  byName,
  fingerprint,
  ipv4,
  lacpMode,
  mtu,
  name,
  note,
  site,
  speed,
  title,
  whole,
} from './common.ts';

export const nic = z.strictObject({
  mtu: mtu.optional(),
  speed: speed.optional(),
  note: note.optional(),
});

const bond = z
  .strictObject({
    members: z.array(name).min(1).describe('NICs of this host.'),
    bridge: name.optional().describe('The OVS bridge that the bond is a port of.'),
    mode: z
      .enum(['balance-tcp', 'balance-slb', 'active-backup'])
      .optional()
      .describe('How traffic is spread; balance-tcp needs a negotiated LACP.'),
    lacp: lacpMode.optional(),
    lacp_time: z
      .enum(['fast', 'slow'])
      .optional()
      .describe('How soon a silent link is noticed: fast is 3 s, slow is 90 s.'),
    mtu: mtu.optional(),
    purpose: z.string().optional().describe('What the bond carries, e.g. `core` or `san`.'),
    note: note.optional(),
  })
  .describe('An Open vSwitch bond (OVSBond).');

const bridge = z.strictObject({
  kind: z.enum(['ovs', 'linux']).default('ovs').describe('Open vSwitch unless said otherwise.'),
  autostart: z.boolean().default(true).describe('Whether it is brought up at boot.'),
  ports: z
    .array(z.string())
    .default([])
    .describe(
      "Ports of a Linux bridge, e.g. `eth0.997`. An OVS bridge's follow from bonds and ports.",
    ),
  mtu: mtu.optional(),
  note: note.optional(),
});

const intPort = z
  .strictObject({
    bridge: name.describe('The OVS bridge that the port is on.'),
    vlan: name.describe('Name of the VLAN that the port is in, declared under `vlans`.'),
    tagged: z
      .boolean()
      .default(false)
      .describe("True where the switch side trunks: frames carry the VLAN's tag."),
    address: ipv4.optional(),
    prefix: whole(0, 32).optional().describe('Length of the network prefix: 24 for a /24.'),
    gateway: ipv4.optional(),
    mtu: mtu.optional(),
    note: note.optional(),
  })
  .describe('An Open vSwitch internal port (OVSIntPort) that carries an address of the host.');

export const ssh = z
  .strictObject({
    user: name.optional().describe('Login name.'),
    port: whole(1, 65535).optional().describe('22 unless said otherwise.'),
    address: ipv4
      .optional()
      .describe("Address to connect to, when it isn't the management address."),
    host_keys: z.array(fingerprint).default([]).describe('Pinned host keys, by fingerprint.'),
  })
  .describe('How to reach the device over SSH.');

const user = z.strictObject({
  sudo: z.boolean().default(false).describe('Whether the user may become root with sudo.'),
  note: note.optional(),
});

const host = z.strictObject({
  title: title.optional(),
  site: site.optional(),
  roles: z
    .array(name)
    .default([])
    .describe('What the host is for; a runbook can target a role. `hypervisor` is known to lint.'),
  platform: z.literal('posix').default('posix').describe('What a shell on it speaks.'),
  management: name
    .optional()
    .describe('The internal port, or NIC, whose address manages the host.'),
  address: ipv4
    .optional()
    .describe("A single address, for a host whose interfaces aren't modelled."),
  ssh: ssh.default({ host_keys: [] }),
  users: byName(user).describe('Accounts that people use on the host.'),
  nics: byName(nic).describe('Physical network interfaces.'),
  bonds: byName(bond).describe('Open vSwitch bonds.'),
  bridges: byName(bridge).describe('Bridges.'),
  ports: byName(intPort).describe('Open vSwitch internal ports.'),
  note: note.optional(),
});

export const hosts = byName(host);
