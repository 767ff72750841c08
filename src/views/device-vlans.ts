/** The VLANs that a device is in, and through which of its ports. */
import { effectivePort } from '../inventory/effective.ts';
import type { Inventory } from '../inventory/schema.ts';
import { byPortName } from './cabling.ts';

/** Names of VLANs, each with the ports that say so, in the order of the inventory's VLANs. */
export function deviceVlans(inventory: Inventory, device: string): [string, readonly string[]][] {
  const ports = new Map<string, string[]>();
  for (const [vlan, port] of uses(inventory, device)) {
    const known = ports.get(vlan) ?? [];
    if (port !== undefined) known.push(port);
    ports.set(vlan, known);
  }
  return Object.keys(inventory.vlans).flatMap((vlan): [string, readonly string[]][] => {
    const found = ports.get(vlan);
    return found === undefined ? [] : [[vlan, found]];
  });
}

type Use = readonly [vlan: string, port: string | undefined];

function uses(inventory: Inventory, device: string): readonly Use[] {
  const host = inventory.hosts[device];
  if (host) return Object.entries(host.ports).map(([port, { vlan }]) => [vlan, port]);
  const vlan = inventory.sans[device]?.vlan;
  return vlan === undefined ? switchUses(inventory, device) : [[vlan, undefined]];
}

/** A trunk that names no VLANs lets all of them through: that is said of the port, not here. */
function switchUses(inventory: Inventory, device: string): readonly Use[] {
  const one = inventory.switches[device];
  if (one === undefined) return [];
  return Object.keys(one.ports)
    .sort(byPortName)
    .flatMap((port) => {
      const { mode, access_vlan, native_vlan, allowed_vlans } = effectivePort(one, port) ?? {};
      const named = mode === 'trunk' ? [native_vlan, ...(allowed_vlans ?? [])] : [access_vlan];
      return [...new Set(named)].flatMap((vlan): Use[] =>
        vlan === undefined ? [] : [[vlan, port]],
      );
    });
}
