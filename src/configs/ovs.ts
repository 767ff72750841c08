/** A host's network as ifupdown2 takes it for Open vSwitch (pve-network-interface-plugin, OVS). */
import type { Inventory } from '../inventory/schema.ts';
import { hostNetwork, type NamedBond, type NamedPort } from '../views/host-network.ts';
import { labelsOf } from '../views/labels.ts';

export function ifupdownNetwork(inventory: Inventory, host: string) {
  const network = hostNetwork(inventory, host);
  return {
    nics: network.nics,
    bridges: network.bridges,
    bonds: network.bonds.map((bond) => ({ ...bond, ovs_options: bondOptions(bond) })),
    ports: network.ports.map((port) => ({
      ...port,
      tag: port.tagged ? port.network?.id : undefined,
      cidr:
        port.address !== undefined && port.prefix !== undefined
          ? `${port.address}/${port.prefix}`
          : undefined,
      missing: missing(inventory, host, port),
    })),
  };
}

/** `bond_mode=… lacp=… other_config:lacp-time=…`; undefined when nothing is known. */
function bondOptions(bond: NamedBond): string | undefined {
  const options = [
    bond.mode && `bond_mode=${bond.mode}`,
    bond.lacp && `lacp=${bond.lacp}`,
    bond.lacp_time && `other_config:lacp-time=${bond.lacp_time}`,
  ].filter(Boolean);
  return options.length > 0 ? options.join(' ') : undefined;
}

/** What an internal port lacks to carry an address, and where the inventory wants it. */
function missing(
  inventory: Inventory,
  host: string,
  port: NamedPort,
): { what: string; path: string }[] {
  const { WORDS } = labelsOf(inventory);
  return (['address', 'prefix'] as const)
    .filter((key) => port[key] === undefined)
    .map((key) => ({
      what: WORDS[key],
      path: `hosts.${host}.ports.${port.name}.${key}`,
    }));
}
