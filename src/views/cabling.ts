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
  /** Of the cable among the inventory's. */
  readonly index: number;
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
export const byPortName: (a: string, b: string) => number = new Intl.Collator('en', {
  numeric: true,
}).compare;

/** Cables by each of their ends; see `cablingOf`. */
export class Cabling {
  readonly #byEnd = new Map<string, Link>();
  readonly #byDevice = new Map<string, Link[]>();
  /** Every cable once, in the order of the inventory, from its end `a`. */
  readonly all: readonly Link[];

  constructor(inventory: Inventory) {
    this.all = inventory.cables.map((cable, index) => {
      const speed = cable.speed === undefined ? {} : { speed: cable.speed };
      const [a, b] = [parseEnd(cable.a), parseEnd(cable.b)];
      const link = { near: a, far: b, index, ...speed };
      this.#add(cable.a, link);
      this.#add(cable.b, { ...link, near: b, far: a });
      return link;
    });
    for (const links of this.#byDevice.values()) {
      links.sort((a, b) => byPortName(a.near.port, b.near.port));
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
    return this.#byDevice.get(device) ?? [];
  }
}

const indexes = new WeakMap<Inventory, Cabling>();

/** An inventory's cabling. Indexed once: an inventory is never changed in place. */
export function cablingOf(inventory: Inventory): Cabling {
  const cabling = indexes.get(inventory) ?? new Cabling(inventory);
  indexes.set(inventory, cabling);
  return cabling;
}

const bundled = new WeakMap<Inventory, Map<string, Bundle[]>>();

/** A switch's port-channels, by number, with the cables in each. Worked out once. */
export function bundles(inventory: Inventory, name: string): readonly Bundle[] {
  const known = bundled.get(inventory) ?? new Map<string, Bundle[]>();
  bundled.set(inventory, known);
  const found = known.get(name) ?? findBundles(inventory, name);
  known.set(name, found);
  return found;
}

function findBundles(inventory: Inventory, name: string): Bundle[] {
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
    const ports = members.get(String(group.id)) ?? [];
    ports.push(port);
    members.set(String(group.id), ports);
  }
  return members;
}
