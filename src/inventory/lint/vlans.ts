/** Which VLANs a switch port carries, and which ports a VLAN's users stand behind. */
import { effectivePort, effectivePortChannel } from '../effective.ts';
import type { Path } from '../loaded.ts';
import type { PortSettings } from '../schema/network.ts';
import type { Inventory, NetworkSwitch } from '../schema.ts';
import { type SwitchPortAt, type Topology, uplinks } from './topology.ts';

/** The lines of a port, its port-channel's where it has none of its own. */
export function lines(sw: NetworkSwitch, port: string): PortSettings {
  const own = effectivePort(sw, port);
  const id = own?.channel_group?.id;
  return { ...(id === undefined ? {} : effectivePortChannel(sw, id)), ...own };
}

/** Without a mode a port is as its other lines suggest: dynamic, and access unless both sides trunk. */
export function isTrunk({
  mode,
  native_vlan,
  allowed_vlans,
  encapsulation,
}: PortSettings): boolean {
  if (mode !== undefined) return mode === 'trunk';
  return native_vlan !== undefined || allowed_vlans !== undefined || encapsulation !== undefined;
}

/** Whether frames of a VLAN pass, tagged or not. All VLANs pass a trunk without a list. */
export function carries(settings: PortSettings, vlan: string): boolean {
  if (!isTrunk(settings)) return settings.access_vlan === vlan;
  return settings.allowed_vlans === undefined || settings.allowed_vlans.includes(vlan);
}

/** Someone who lives in a VLAN, and the switch ports that he stands behind. */
export interface VlanUser {
  /** `node1:sto`, or a SAN's name. */
  readonly label: string;
  readonly path: Path;
  readonly vlan: string;
  /** Unknown of a SAN. */
  readonly tagged?: boolean;
  readonly ports: readonly SwitchPortAt[];
}

export function vlanUsers(inventory: Inventory, topology: Topology): VlanUser[] {
  const hosts = Object.entries(inventory.hosts).flatMap(([host, device]) =>
    Object.entries(device.ports).map(([port, { vlan, tagged, bridge }]) => ({
      label: `${host}:${port}`,
      path: ['hosts', host, 'ports', port],
      vlan,
      tagged,
      ports: uplinks(device, bridge)
        .flatMap((bond) => device.bonds[bond]?.members ?? [])
        .flatMap((nic) => topology.switchPorts(host, nic)),
    })),
  );
  const sans = Object.entries(inventory.sans).flatMap(([san, { vlan, nics }]) =>
    vlan === undefined
      ? []
      : [
          {
            label: san,
            path: ['sans', san],
            vlan,
            ports: Object.keys(nics).flatMap((nic) => topology.switchPorts(san, nic)),
          },
        ],
  );
  return [...hosts, ...sans];
}
