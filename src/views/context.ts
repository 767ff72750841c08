/**
 * What a template may name: the inventory, each thing with its name and, when it is
 * known, its management address.
 *
 * `{{ hosts.node1.address }}` works whether the address stands on the host itself or on
 * its management port. What isn't known is absent, so that a strict template fails on it.
 */
import type { Inventory } from '../inventory/schema.ts';

/** The same shape as `TemplateContext` of template/: own, plain properties only. */
export type Context = Readonly<Record<string, unknown>>;

interface Addressed {
  readonly address?: string | undefined;
  readonly management?: string | undefined;
  readonly ports?: Readonly<Record<string, object>>;
}

/** The address that manages a device: its own, else that of its management port; undefined when unknown. */
export function managementAddress(device: Addressed): string | undefined {
  if (device.address !== undefined) return device.address;
  const port = device.management === undefined ? undefined : device.ports?.[device.management];
  return (port as Addressed | undefined)?.address;
}

function named<T extends object>(name: string, device: T): T & { name: string; address?: string } {
  const address = managementAddress(device as Addressed);
  return { ...device, name, ...(address === undefined ? {} : { address }) };
}

function namedAll<T extends object>(devices: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(
    Object.entries(devices).map(([name, device]) => [name, named(name, device)]),
  );
}

function shared(inventory: Inventory) {
  return {
    title: inventory.title,
    sites: inventory.sites,
    hosts: namedAll(inventory.hosts),
    switches: namedAll(inventory.switches as Record<string, object>),
    vlans: inventory.vlans,
    sans: namedAll(inventory.sans),
    storages: inventory.storages,
    volume_groups: inventory.volume_groups,
    clusters: inventory.clusters,
    reverse_proxies: inventory.reverse_proxies,
    readiness: inventory.readiness,
    cables: inventory.cables,
  };
}

/** An inventory is never changed in place: its context is built once for all of a page's blocks. */
const known = new WeakMap<Inventory, ReturnType<typeof shared>>();

/**
 * The context of templates.
 * @param target a host or a switch, which `host` then names; without one, `host` is absent.
 */
export function templateContext(inventory: Inventory, target?: string): Context {
  const context = known.get(inventory) ?? shared(inventory);
  known.set(inventory, context);
  if (target === undefined) return context;
  const host = own(context.hosts, target) ?? own(context.switches, target);
  return host === undefined ? context : { ...context, host };
}

function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
