/** The inside of a host's network, from the cards to the addresses. */
import type { Inventory } from '../inventory/schema.ts';
import { cablingOf } from '../views/cabling.ts';
import {
  type HostNetwork,
  hostNetwork,
  type NamedBond,
  type NamedBridge,
  type NamedPort,
} from '../views/host-network.ts';
import { titleOf } from '../views/members.ts';
import { portPath } from '../views/paths.ts';
import { group, id, link, node, type Parts } from './flowchart.ts';
import { wordsOf } from './labels.ts';

export function network(inventory: Inventory, host: string): Parts {
  const inside = hostNetwork(inventory, host);
  return [
    ...group(
      id(host, 'nics'),
      wordsOf(inventory).TEXT.nics,
      'group',
      inside.nics.flatMap((nic) => nicNode(inventory, host, nic)),
    ),
    ...inside.bonds.flatMap((bond) =>
      node(
        id(host, bond.name),
        bondText(inventory, bond),
        'bundle',
        portPath(inventory, host, bond.name),
      ),
    ),
    ...inside.bridges.flatMap((bridge) => bridgeNode(inventory, host, bridge)),
    ...inside.ports.flatMap((port) => portNode(inventory, host, port)),
    ...links(inside),
  ];
}

/** Parts of a label, without those that say nothing. */
function text(...lines: (string | false | undefined)[]): string {
  return lines.filter(Boolean).join('\n');
}

function mtuText(inventory: Inventory, mtu: number | undefined): string | false {
  return mtu !== undefined && `${wordsOf(inventory).TEXT.mtu} ${mtu}`;
}

function nicNode(inventory: Inventory, host: string, nic: HostNetwork['nics'][number]): Parts {
  const far = cablingOf(inventory).at(host, nic.name)?.far;
  const opposite = far
    ? `${titleOf(inventory, far.device)} ${far.port}`
    : wordsOf(inventory).TEXT.noCable;
  const label = text(nic.name, opposite, mtuText(inventory, nic.mtu));
  return node(
    id(host, nic.name),
    label,
    far ? 'port' : 'unknown',
    portPath(inventory, host, nic.name),
  );
}

export function bondText(inventory: Inventory, bond: NamedBond): string {
  const lacp = bond.lacp && `LACP ${bond.lacp}${bond.lacp_time ? ` · ${bond.lacp_time}` : ''}`;
  return text(
    bond.purpose === undefined ? bond.name : `${bond.name} · ${bond.purpose}`,
    bond.mode,
    lacp,
    mtuText(inventory, bond.mtu),
  );
}

function bridgeNode(inventory: Inventory, host: string, bridge: NamedBridge): Parts {
  const kind = bridge.autostart ? 'switch' : 'group';
  const href = portPath(inventory, host, bridge.name);
  return node(id(host, bridge.name), bridgeText(inventory, bridge), kind, href);
}

export function bridgeText(inventory: Inventory, bridge: NamedBridge): string {
  const { TEXT } = wordsOf(inventory);
  return text(
    bridge.name,
    bridge.kind === 'ovs' ? TEXT.ovsBridge : TEXT.linuxBridge,
    !bridge.autostart && TEXT.disabled,
    mtuText(inventory, bridge.mtu),
  );
}

function portNode(inventory: Inventory, host: string, port: NamedPort): Parts {
  const kind = port.address === undefined ? 'unknown' : 'host';
  const href = portPath(inventory, host, port.name);
  return node(id(host, port.name), portText(inventory, port), kind, href);
}

export function portText(inventory: Inventory, port: NamedPort): string {
  const { TEXT } = wordsOf(inventory);
  const vlan = port.network
    ? `${port.network.title} · ${TEXT.vlan} ${port.network.id}`
    : `${TEXT.vlan} ${port.vlan}`;
  const address = port.address ?? TEXT.unknownAddress;
  const prefix = port.prefix === undefined ? '' : `/${port.prefix}`;
  return text(
    port.name,
    vlan,
    port.tagged ? TEXT.tagged : TEXT.untagged,
    `${address}${port.address === undefined ? '' : prefix}`,
    port.address !== undefined && port.prefix === undefined && TEXT.unknownPrefix,
    mtuText(inventory, port.mtu),
  );
}

function links({ host, nics, bonds, bridges, ports }: HostNetwork): Parts {
  const known = new Set(nics.map((nic) => nic.name));
  const joined = (from: string, to: string, label = '') =>
    link(id(host, from), id(host, to), label);
  return [
    ...bonds.flatMap((bond) =>
      bond.members.filter((nic) => known.has(nic)).flatMap((nic) => joined(nic, bond.name)),
    ),
    ...bonds.flatMap((bond) => (bond.bridge ? joined(bond.name, bond.bridge) : [])),
    ...bridges.flatMap((bridge) =>
      bridge.ports.flatMap((port) => {
        const [nic = '', vlan] = port.split('.');
        return known.has(nic) ? joined(nic, bridge.name, vlan ? port : '') : [];
      }),
    ),
    ...ports.flatMap((port) => joined(port.bridge, port.name)),
  ];
}
