/**
 * An inventory of as many hosts as one asks for, as a site of that size would have it: racks
 * with a switch each, two bonds a host, port-channels, cables, addresses, a cluster of the
 * first racks, a SAN, services, a few gaps. The same text for the same number. Pure.
 */
import type { SourceFile } from '../../src/inventory/loaded.ts';

/** Hosts of one rack: two ports each for the core and for the storage fill its switch. */
const RACK = 12;
/** Nodes of one cluster: more would not be one cluster. */
const NODES = 16;
const STORAGES = 4;

/** Files of `content/inventory/`, one for each rack, one for all that they share. */
export function syntheticInventory(hosts: number): SourceFile[] {
  const racks = Array.from({ length: Math.ceil(hosts / RACK) }, (_, index) => index);
  const inRack = (rack: number) =>
    Array.from({ length: Math.min(RACK, hosts - rack * RACK) }, (_, index) => rack * RACK + index);
  return [
    file('shared', shared(hosts)),
    ...racks.map((rack) => file(`rack${rack + 1}`, rackFile(rack, inRack(rack)))),
  ];
}

function file(name: string, lines: readonly string[]): SourceFile {
  return { path: `content/inventory/${name}.yaml`, text: `${lines.join('\n')}\n` };
}

function hostName(index: number): string {
  return `node${index + 1}`;
}

function shared(hosts: number): string[] {
  const storages = Array.from({ length: STORAGES }, (_, index) => index + 1);
  return [
    'title: Synthetic',
    'sites: { here: { title: Here } }',
    'vlans:',
    '  mgmt: { id: 10, title: Management, subnet: 10.0.0.0/8, purpose: management }',
    '  disks: { id: 20, title: Disks, purpose: storage }',
    'sans:',
    '  san1:',
    '    title: San 1',
    '    address: 172.16.0.1',
    '    vlan: disks',
    '    targets:',
    ...storages.map(
      (id) => `      t${id}: { iqn: "iqn.2020-01.org.example:t${id}", luns: { LUN0: {} } }`,
    ),
    'storages:',
    ...storages.flatMap((id) => [
      `  raw${id}: { type: iscsi, san: san1, target: t${id}, direct: false }`,
      `  disks${id}: { type: lvm, base: raw${id}, lun: LUN0, volume_group: vg${id}, shared: true }`,
    ]),
    'volume_groups:',
    ...storages.map((id) => `  vg${id}: { location: san, size_gib: 1024, free_gib: 512 }`),
    ...clusters(hosts),
    'reverse_proxies:',
    '  gui:',
    `    host: ${hostName(hosts - 1)}`,
    '    server_name: gui.example.org',
    '    upstream:',
    '      name: gui',
    '      port: 8006',
    `      members: [${Array.from({ length: Math.min(NODES, hosts) }, (_, index) => hostName(index)).join(', ')}]`,
    'gaps:',
    ...Array.from({ length: Math.ceil(hosts / 10) }, (_, index) => index * 10).map(
      (index) => `  - { path: hosts.${hostName(index)}.ports.sto.prefix, note: nobody has looked }`,
    ),
  ];
}

function clusters(hosts: number): string[] {
  const count = Math.ceil(hosts / NODES);
  return [
    'clusters:',
    ...Array.from({ length: count }, (_, cluster) => cluster).flatMap((cluster) => [
      `  cluster${cluster + 1}:`,
      '    link: mgr',
      '    nodes:',
      ...Array.from(
        { length: Math.min(NODES, hosts - cluster * NODES) },
        (_, index) => `      ${hostName(cluster * NODES + index)}: { id: ${index + 1} }`,
      ),
    ]),
  ];
}

function rackFile(rack: number, hosts: readonly number[]): string[] {
  return [
    'hosts:',
    ...hosts.flatMap(hostLines),
    'switches:',
    ...switchLines(rack, hosts),
    'cables:',
    ...hosts.flatMap((host, slot) =>
      [0, 1, 2, 3].map(
        (nic) =>
          `  - { a: "${hostName(host)}:eth${nic}", b: "sw${rack + 1}:${port(slot, nic)}", speed: 10000 }`,
      ),
    ),
  ];
}

function port(slot: number, nic: number): string {
  return `Gi0/${slot * 4 + nic + 1}`;
}

function hostLines(index: number): string[] {
  const [high, low] = [Math.floor(index / 250), (index % 250) + 1];
  return [
    `  ${hostName(index)}:`,
    `    title: Node ${index + 1}`,
    '    site: here',
    '    roles: [hypervisor]',
    '    management: mgr',
    '    ssh: { user: root }',
    '    users: { admin: { sudo: true } }',
    '    nics: { eth0: {}, eth1: {}, eth2: { mtu: 9000 }, eth3: { mtu: 9000 } }',
    '    bonds:',
    '      bond1: { members: [eth0, eth1], bridge: vmbr1, mode: balance-tcp, lacp: active, lacp_time: fast, purpose: core }',
    '      bond2: { members: [eth2, eth3], bridge: vmbr2, mode: balance-tcp, lacp: active, lacp_time: fast, mtu: 9000, purpose: san }',
    '    bridges: { vmbr1: {}, vmbr2: { mtu: 9000 } }',
    '    ports:',
    `      mgr: { bridge: vmbr1, vlan: mgmt, tagged: true, address: 10.1.${high}.${low}, prefix: 8 }`,
    `      sto: { bridge: vmbr2, vlan: disks, address: 172.16.${high + 1}.${low}, mtu: 9000 }`,
  ];
}

function switchLines(rack: number, hosts: readonly number[]): string[] {
  const channels = hosts.flatMap((host, slot) => [
    { id: slot * 2 + 1, text: `{ description: ${hostName(host)} core, profile: core }` },
    { id: slot * 2 + 2, text: `{ description: ${hostName(host)} disks, profile: disks }` },
  ]);
  return [
    `  sw${rack + 1}:`,
    `    title: Switch ${rack + 1}`,
    '    site: here',
    '    platform: cisco-ios',
    `    address: 10.2.${Math.floor(rack / 250)}.${(rack % 250) + 1}`,
    '    system_mtu: 9198',
    '    profiles:',
    '      core: { title: Core, mode: trunk, encapsulation: dot1q, portfast: true }',
    '      disks: { title: Disks, mode: access, access_vlan: disks, portfast: true }',
    '    port_channels:',
    ...channels.map(({ id, text }) => `      '${id}': ${text}`),
    '    ports:',
    ...hosts.flatMap((host, slot) => [0, 1, 2, 3].map((nic) => portLine(host, slot, nic))),
  ];
}

function portLine(host: number, slot: number, nic: number): string {
  const second = nic >= 2;
  const id = slot * 2 + (second ? 2 : 1);
  const profile = second ? 'disks' : 'core';
  return `      ${port(slot, nic)}: { description: ${hostName(host)} ${nic + 1}, profile: ${profile}, channel_group: { id: ${id}, mode: passive, protocol: lacp } }`;
}
