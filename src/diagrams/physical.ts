/** Physical topology: every port that has a cable, at both ends, grouped by bundle. */
import type { Inventory } from '../inventory/schema.ts';
import { type Bundle, bundles, type Cabling, cablingOf, parseEnd } from '../views/cabling.ts';
import { titleOf } from '../views/members.ts';
import { devicePath } from '../views/paths.ts';
import { after, group, id, node, type Parts } from './flowchart.ts';
import { wordsOf } from './labels.ts';
import { cablesOf, flatBox, hostBox, sanBox, switchBox } from './physical-boxes.ts';

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
    ...switches.filter(isCabled).flatMap((name) => switchBox(inventory, name)),
    ...Object.keys(inventory.sans)
      .filter(isCabled)
      .flatMap((name) => sanBox(inventory, name, cabling)),
    ...cables(inventory, all, cabling),
    ...uncabled(inventory, [...hosts, ...switches, ...Object.keys(inventory.sans)], cabling),
  ];
}

/** One switch with what is cabled to it, and only those ports. */
export function physicalAt(inventory: Inventory, name: string): Parts {
  const all = bundles(inventory, name);
  const links = cablingOf(inventory).of(name);
  const ports = Map.groupBy(links, ({ far }) => far.device);
  const near = [...ports.keys()].filter((device) => device !== name);
  const only = (device: string) => new Set(ports.get(device)?.map(({ far }) => far.port));
  const hosts = inBundleOrder(
    all,
    near.filter((device) => Object.hasOwn(inventory.hosts, device)),
  );
  const others = near.filter((device) => !Object.hasOwn(inventory.hosts, device));
  return [
    ...[...hosts, ...others].flatMap((device) => flatBox(inventory, device, only(device))),
    ...flatBox(inventory, name),
    ...cablesOf(inventory, [...all.flatMap((bundle) => bundle.links), ...links]),
  ];
}

/** Hosts in the order of their port-channels: links then cross less. */
function inBundleOrder(all: readonly Bundle[], hosts: readonly string[]): string[] {
  const first = new Map<string | undefined, number>();
  for (const [index, { device }] of all.entries()) {
    if (!first.has(device)) first.set(device, index);
  }
  const at = (name: string) => first.get(name) ?? all.length;
  return hosts.toSorted((a, b) => at(a) - at(b));
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
      wordsOf(inventory).TEXT.noCable,
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

function cables(inventory: Inventory, all: readonly Bundle[], cabling: Cabling): Parts {
  return cablesOf(inventory, [
    ...all.flatMap((bundle) => bundle.links),
    ...Object.keys(inventory.hosts).flatMap((name) => cabling.of(name)),
    ...Object.keys(inventory.switches).flatMap((name) => cabling.of(name)),
  ]);
}
