/** Physical topology: every port that has a cable, at both ends, grouped by bundle. */
import type { Inventory } from '../inventory/schema.ts';
import {
  type Bundle,
  bundles,
  byPortName,
  type Cabling,
  cablingOf,
  type Link,
  parseEnd,
} from '../views/cabling.ts';
import { titleOf } from '../views/members.ts';
import {
  devicePath,
  hostPath,
  portChannelPath,
  portPath,
  sanPath,
  switchPath,
} from '../views/paths.ts';
import { after, group, id, link, node, type Parts } from './flowchart.ts';
import { TEXT } from './labels.ts';

/** Hosts above the switches, SANs below, so that links don't cross them; what has no known cable last. */
export function physical(inventory: Inventory): Parts {
  const cabling = cablingOf(inventory);
  const all = Object.keys(inventory.switches).flatMap((name) => bundles(inventory, name));
  const isCabled = (name: string) => cabling.of(name).length > 0;
  const hosts = Object.keys(inventory.hosts).filter(
    (name) => isCabled(name) || Object.keys(inventory.hosts[name]?.nics ?? {}).length > 0,
  );
  const drawn = inBundleOrder(all, hosts.filter(isCabled));
  const switches = Object.keys(inventory.switches);
  return [
    ...drawn.toReversed().flatMap((name) => hostBox(inventory, name)),
    ...switches.filter(isCabled).flatMap((name) => switchBox(inventory, name, all)),
    ...Object.keys(inventory.sans)
      .filter(isCabled)
      .flatMap((name) => sanBox(inventory, name, cabling)),
    ...cables(inventory, all, cabling),
    ...uncabled(inventory, [...hosts, ...switches, ...Object.keys(inventory.sans)], cabling),
  ];
}

/** Hosts in the order of their port-channels: links then cross less. */
function inBundleOrder(all: readonly Bundle[], hosts: readonly string[]): string[] {
  const first = (name: string) => {
    const found = all.findIndex((bundle) => bundle.device === name);
    return found === -1 ? all.length : found;
  };
  return hosts.toSorted((a, b) => first(a) - first(b));
}

/** One box for all that has no known cable, under the rest. */
function uncabled(inventory: Inventory, names: readonly string[], cabling: Cabling): Parts {
  const alone = names.filter((name) => cabling.of(name).length === 0);
  if (alone.length === 0) return [];
  const box = id('uncabled');
  const last = inventory.cables.at(-1);
  const lowest = Object.keys(inventory.sans).flatMap((name) => cabling.of(name))[0]?.near;
  const anchor = lowest ?? (last && parseEnd(last.b));
  return [
    ...group(
      box,
      TEXT.noCable,
      'unknown',
      alone.flatMap((name) =>
        node(id(name), aloneText(inventory, name), 'unknown', devicePath(inventory, name)),
      ),
    ),
    ...(anchor ? after(id(anchor.device, anchor.port), id(alone[0] as string)) : []),
  ];
}

function aloneText(inventory: Inventory, name: string): string {
  const nics = Object.keys(inventory.hosts[name]?.nics ?? inventory.sans[name]?.nics ?? {});
  return [titleOf(inventory, name), nics.join(' · ')].filter(Boolean).join('\n');
}

function port(inventory: Inventory, device: string, name: string): Parts {
  return node(id(device, name), name, 'port', portPath(inventory, device, name));
}

function hostBox(inventory: Inventory, name: string): Parts {
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

function switchBox(inventory: Inventory, name: string, all: readonly Bundle[]): Parts {
  const ports = Object.keys(inventory.switches[name]?.ports ?? {}).sort(byPortName);
  const own = all.filter((bundle) => bundle.switch === name);
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
    `${TEXT.portChannel} ${bundle.id}`,
    'bundle',
    bundle.ports.flatMap((one) => port(inventory, bundle.switch, one)),
    portChannelPath(bundle.switch, bundle.id),
  );
}

function sanBox(inventory: Inventory, name: string, cabling: Cabling): Parts {
  const nics = new Set([
    ...Object.keys(inventory.sans[name]?.nics ?? {}),
    ...cabling.of(name).map((one) => one.near.port),
  ]);
  const inside = [...nics].sort(byPortName).flatMap((nic) => port(inventory, name, nic));
  return group(id(name), titleOf(inventory, name), 'storage', inside, sanPath(name));
}

/** Each cable once, from top to bottom. */
function cables(inventory: Inventory, all: readonly Bundle[], cabling: Cabling): Parts {
  const drawn = new Set<string>();
  const inOrder = [
    ...all.flatMap((bundle) => bundle.links),
    ...Object.keys(inventory.hosts).flatMap((name) => cabling.of(name)),
    ...Object.keys(inventory.switches).flatMap((name) => cabling.of(name)),
  ];
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
