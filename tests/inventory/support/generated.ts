/** A large, sound inventory: to see that cost stays linear. */
import type { SourceFile } from '../../../src/inventory/loaded.ts';

export interface Size {
  readonly hosts: number;
  /** Cables per host: so many NICs on each, bonded in pairs. Even. */
  readonly cablesPerHost: number;
}

const HOSTS_PER_SWITCH = 20;

/** Files as people would write them: one for a group of hosts, one for each switch, one for cables. */
export function generatedInventory({ hosts, cablesPerHost }: Size): SourceFile[] {
  const groups = Array.from({ length: Math.ceil(hosts / HOSTS_PER_SWITCH) }, (_, group) =>
    range(group * HOSTS_PER_SWITCH, Math.min(hosts, (group + 1) * HOSTS_PER_SWITCH)),
  );
  return [
    { path: 'content/inventory/site.yaml', text: SITE },
    ...groups.map((ids, group) => ({
      path: `content/inventory/hosts-${group}.yaml`,
      text: `hosts:\n${ids.map((id) => host(id, cablesPerHost)).join('')}`,
    })),
    ...groups.map((ids, group) => ({
      path: `content/inventory/switch-${group}.yaml`,
      text: networkSwitch(group, ids.length * cablesPerHost),
    })),
    {
      path: 'content/inventory/cables.yaml',
      text: `cables:\n${groups.map((ids, group) => cables(group, ids, cablesPerHost)).join('')}`,
    },
  ];
}

const SITE = `title: Generated
vlans:
  storage: { id: 5, title: Storage, purpose: storage, subnet: 10.0.0.0/8 }
`;

function host(id: number, nics: number): string {
  const bonds = range(0, nics / 2).map(
    (bond) => `      bond${bond}:
        members: [eth${2 * bond}, eth${2 * bond + 1}]
        bridge: vmbr${bond}
        mode: balance-tcp
        lacp: active
`,
  );
  const lines = (text: (index: number) => string, count: number) =>
    range(0, count).map(text).join('');
  return `  node${id}:
    title: Node ${id}
    nics:
${lines((nic) => `      eth${nic}: { mtu: 9000 }\n`, nics)}    bonds:
${bonds.join('')}    bridges:
${lines((bridge) => `      vmbr${bridge}: {}\n`, nics / 2)}    ports:
      sto:
        bridge: vmbr0
        vlan: storage
        address: 10.${(id >> 8) & 255}.${id & 255}.1
`;
}

function networkSwitch(group: number, ports: number): string {
  const channels = range(0, ports / 2).map((id) => `      '${id + 1}': { profile: san }\n`);
  const lines = range(0, ports).map(
    (port) =>
      `      Gi0/${port}: { profile: san, channel_group: { id: ${(port >> 1) + 1}, mode: passive, protocol: lacp } }\n`,
  );
  return `switches:
  switch${group}:
    platform: cisco-ios
    profiles:
      san: { mode: access, access_vlan: storage }
    port_channels:
${channels.join('')}    ports:
${lines.join('')}`;
}

function cables(group: number, ids: readonly number[], each: number): string {
  return ids
    .flatMap((id, index) =>
      range(0, each).map(
        (nic) =>
          `  - { a: 'node${id}:eth${nic}', b: 'switch${group}:Gi0/${index * each + nic}' }\n`,
      ),
    )
    .join('');
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
}
