/** Cables as a graph: what is at the other end of a port, and which cables make one bundle. */
import type { Inventory } from '../inventory/schema.ts';

export interface End {
  readonly device: string;
  readonly port: string;
}

export interface Link {
  readonly near: End;
  readonly far: End;
  /** Mb/s. */
  readonly speed?: number;
}

/** Cables between one device and one port-channel of a switch. */
export interface Bundle {
  readonly switch: string;
  /** Number of the port-channel. */
  readonly id: string;
  readonly description?: string;
  /** The device at the other end; undefined when no cable of the bundle is known. */
  readonly device?: string;
  /** In the order of the device's ports; `near` is the device's end. */
  readonly links: readonly Link[];
  /** The switch's ports in the port-channel, cabled or not. */
  readonly ports: readonly string[];
}

/** `device:port` in two. The schema has checked the form. */
export function parseEnd(text: string): End {
  const colon = text.indexOf(':');
  return { device: text.slice(0, colon), port: text.slice(colon + 1) };
}

/** Orders `eth2` before `eth10`, and `Gi0/9` before `Gi0/30`. */
export function byPortName(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}

/** Cables by each of their ends; see `cablingOf`. */
export class Cabling {
  readonly #byEnd = new Map<string, Link>();
  readonly #byDevice = new Map<string, Link[]>();

  constructor(inventory: Inventory) {
    for (const cable of inventory.cables) {
      const speed = cable.speed === undefined ? {} : { speed: cable.speed };
      const [a, b] = [parseEnd(cable.a), parseEnd(cable.b)];
      this.#add(cable.a, { near: a, far: b, ...speed });
      this.#add(cable.b, { near: b, far: a, ...speed });
    }
  }

  #add(end: string, link: Link): void {
    if (!this.#byEnd.has(end)) this.#byEnd.set(end, link);
    const links = this.#byDevice.get(link.near.device) ?? [];
    links.push(link);
    this.#byDevice.set(link.near.device, links);
  }

  /** The cable in a port; undefined when none is known. */
  at(device: string, port: string): Link | undefined {
    return this.#byEnd.get(`${device}:${port}`);
  }

  /** A device's cables, in the order of its ports. */
  of(device: string): readonly Link[] {
    return (this.#byDevice.get(device) ?? []).toSorted((a, b) =>
      byPortName(a.near.port, b.near.port),
    );
  }
}

const indexes = new WeakMap<Inventory, Cabling>();

/** An inventory's cabling. Indexed once: an inventory is never changed in place. */
export function cablingOf(inventory: Inventory): Cabling {
  const cabling = indexes.get(inventory) ?? new Cabling(inventory);
  indexes.set(inventory, cabling);
  return cabling;
}

/** A switch's port-channels, by number, with the cables in each. */
export function bundles(inventory: Inventory, name: string): Bundle[] {
  const cabling = cablingOf(inventory);
  const device = inventory.switches[name];
  if (device === undefined) return [];
  const members = membersByGroup(device.ports);
  const ids = new Set([...Object.keys(device.port_channels), ...members.keys()]);
  return [...ids].sort(byPortName).map((id) => {
    const ports = (members.get(id) ?? []).toSorted(byPortName);
    const links = ports
      .flatMap((port) => cabling.at(name, port) ?? [])
      .map((link) => ({ ...link, near: link.far, far: link.near }))
      .sort((a, b) => byPortName(a.near.port, b.near.port));
    const description = device.port_channels[id]?.description;
    const far = links[0]?.near.device;
    return {
      switch: name,
      id,
      links,
      ports,
      ...(description === undefined ? {} : { description }),
      ...(far === undefined ? {} : { device: far }),
    };
  });
}

function membersByGroup(
  ports: Inventory['switches'][string]['ports'],
): ReadonlyMap<string, string[]> {
  const members = new Map<string, string[]>();
  for (const [port, { channel_group: group }] of Object.entries(ports)) {
    if (group === undefined) continue;
    members.set(String(group.id), [...(members.get(String(group.id)) ?? []), port]);
  }
  return members;
}
