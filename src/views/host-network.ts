/** The inside of a host's network: NICs in bonds, bonds and internal ports in bridges. */
import type { Bond, Bridge, Host, IntPort, Inventory, Vlan } from '../inventory/schema.ts';

export interface NamedBond extends Bond {
  readonly name: string;
}

export interface NamedPort extends IntPort {
  readonly name: string;
  /** The VLAN, when it is declared. */
  readonly network?: Vlan;
}

export interface NamedBridge extends Bridge {
  readonly name: string;
  /** What is plugged in it: bonds and internal ports for an OVS bridge, else its own list. */
  readonly attached: readonly string[];
}

export interface HostNetwork {
  readonly host: string;
  readonly nics: readonly { readonly name: string; readonly mtu?: number }[];
  readonly bonds: readonly NamedBond[];
  readonly bridges: readonly NamedBridge[];
  readonly ports: readonly NamedPort[];
}

/** Hosts whose bridges or bonds are modelled, in the order of the inventory. */
export function networkedHosts(inventory: Inventory): string[] {
  return Object.entries(inventory.hosts)
    .filter(([, host]) => Object.keys(host.bridges).length + Object.keys(host.bonds).length > 0)
    .map(([name]) => name);
}

/** NICs, bonds, ports and bridges of a host that the inventory has. */
export function hostNetwork(inventory: Inventory, name: string): HostNetwork {
  const host = inventory.hosts[name] as Host;
  return {
    host: name,
    nics: named(host.nics),
    bonds: named(host.bonds),
    bridges: named(host.bridges).map((bridge) => ({ ...bridge, attached: attached(host, bridge) })),
    ports: named(host.ports).map((port) => {
      const network = inventory.vlans[port.vlan];
      return { ...port, ...(network === undefined ? {} : { network }) };
    }),
  };
}

function named<T extends object>(record: Readonly<Record<string, T>>): (T & { name: string })[] {
  return Object.entries(record).map(([name, value]) => ({ ...value, name }));
}

function attached(host: Host, bridge: Bridge & { name: string }): string[] {
  const inside = ([, one]: [string, { bridge?: string | undefined }]) => one.bridge === bridge.name;
  const own = [...Object.entries(host.bonds), ...Object.entries(host.ports)].filter(inside);
  return [...new Set([...own.map(([name]) => name), ...bridge.ports])];
}
