/** Devices with their ports, and the cables between those. */
import type { Inventory } from '../inventory/schema.ts';
import { type Bundle, bundles, byPortName, type Cabling, type Link } from '../views/cabling.ts';
import { titleOf } from '../views/members.ts';
import {
  devicePath,
  hostPath,
  portChannelPath,
  portPath,
  sanPath,
  switchPath,
} from '../views/paths.ts';
import { group, id, link, node, type Parts } from './flowchart.ts';
import { wordsOf } from './labels.ts';

function port(inventory: Inventory, device: string, name: string): Parts {
  return node(id(device, name), name, 'port', portPath(inventory, device, name));
}

export function hostBox(inventory: Inventory, name: string): Parts {
  const host = inventory.hosts[name] as Inventory['hosts'][string];
  const inBonds = new Set(Object.values(host.bonds).flatMap((bond) => bond.members));
  return group(
    id(name),
    titleOf(inventory, name),
    'host',
    [
      ...Object.entries(host.bonds)
        .toReversed()
        .flatMap(([bond, { members, purpose }]) =>
          group(
            id(name, bond),
            purpose === undefined ? bond : `${bond} · ${purpose}`,
            'bundle',
            members.flatMap((nic) => port(inventory, name, nic)),
            portPath(inventory, name, bond),
          ),
        ),
      ...Object.keys(host.nics)
        .filter((nic) => !inBonds.has(nic))
        .flatMap((nic) => port(inventory, name, nic)),
    ],
    hostPath(name),
  );
}

export function switchBox(inventory: Inventory, name: string): Parts {
  const ports = Object.keys(inventory.switches[name]?.ports ?? {}).sort(byPortName);
  const own = bundles(inventory, name);
  const bundled = new Set(own.flatMap((bundle) => bundle.ports));
  return group(
    id(name),
    titleOf(inventory, name),
    'switch',
    [
      ...own.toReversed().flatMap((bundle) => bundleBox(inventory, bundle)),
      ...ports.filter((one) => !bundled.has(one)).flatMap((one) => port(inventory, name, one)),
    ],
    switchPath(name),
  );
}

function bundleBox(inventory: Inventory, bundle: Bundle): Parts {
  return group(
    id(bundle.switch, 'pc', bundle.id),
    `${wordsOf(inventory).TEXT.portChannel} ${bundle.id}`,
    'bundle',
    bundle.ports.flatMap((one) => port(inventory, bundle.switch, one)),
    portChannelPath(bundle.switch, bundle.id),
  );
}

export function sanBox(inventory: Inventory, name: string, cabling: Cabling): Parts {
  const nics = new Set([
    ...Object.keys(inventory.sans[name]?.nics ?? {}),
    ...cabling.of(name).map((one) => one.near.port),
  ]);
  const inside = [...nics].sort(byPortName).flatMap((nic) => port(inventory, name, nic));
  return group(id(name), titleOf(inventory, name), 'storage', inside, sanPath(name));
}

/**
 * A device with its ports only: each says what it is bundled in. Frames in frames would
 * make the drawing of a full switch twice as tall.
 * @param only the ports to draw; all when absent.
 */
export function flatBox(inventory: Inventory, device: string, only?: ReadonlySet<string>): Parts {
  const { hosts, switches, sans } = inventory;
  const kind = device in switches ? 'switch' : device in hosts ? 'host' : 'storage';
  const bundled = bundleNames(inventory, device);
  const all =
    only ?? Object.keys(switches[device]?.ports ?? hosts[device]?.nics ?? sans[device]?.nics ?? {});
  const ports = [...all].sort(byPortName).flatMap((name) => {
    const bundle = bundled.get(name);
    const text = bundle === undefined ? name : `${name} · ${bundle}`;
    return node(id(device, name), text, 'port', portPath(inventory, device, name));
  });
  return group(id(device), titleOf(inventory, device), kind, ports, devicePath(inventory, device));
}

/** By port: the bond or port-channel that it is in. */
function bundleNames(inventory: Inventory, device: string): ReadonlyMap<string, string> {
  const bonds = inventory.hosts[device]?.bonds ?? inventory.sans[device]?.bonds ?? {};
  return new Map([
    ...Object.entries(bonds).flatMap(([name, { members }]) =>
      members.map((member) => [member, name] as const),
    ),
    ...bundles(inventory, device).flatMap((bundle) =>
      bundle.ports.map(
        (port) => [port, `${wordsOf(inventory).TEXT.portChannel} ${bundle.id}`] as const,
      ),
    ),
  ]);
}

/** Each cable once, from top to bottom. */
export function cablesOf(inventory: Inventory, inOrder: readonly Link[]): Parts {
  const drawn = new Set<string>();
  return inOrder.flatMap((one) => {
    const ends = [id(one.near.device, one.near.port), id(one.far.device, one.far.port)];
    const key = ends.toSorted().join(' ');
    if (drawn.has(key)) return [];
    drawn.add(key);
    const [from, to] = downward(inventory, one) ? ends : ends.toReversed();
    return link(from as string, to as string);
  });
}

function downward(inventory: Inventory, one: Link): boolean {
  const column = (device: string) =>
    Object.hasOwn(inventory.hosts, device) ? 0 : Object.hasOwn(inventory.switches, device) ? 1 : 2;
  return column(one.near.device) <= column(one.far.device);
}
