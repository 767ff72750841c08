/** Where the site has a page about a device, and the anchor of each of its ports. Root-relative. Pure. */
import type { Inventory } from '../inventory/schema.ts';

/** Index of all that has a page; below it, one index for each kind. */
export const INVENTORY_PATH = '/inventory/';

/** Kinds of things that have a page each. */
export type Kind = 'hosts' | 'switches' | 'port-channels' | 'sans' | 'diagrams';

/** The table of all that are of one kind. */
export function indexPath(kind: Kind): string {
  return `${INVENTORY_PATH}${kind}/`;
}

export function hostPath(id: string): string {
  return `${indexPath('hosts')}${id}/`;
}

export function switchPath(id: string): string {
  return `${indexPath('switches')}${id}/`;
}

export function sanPath(id: string): string {
  return `${indexPath('sans')}${id}/`;
}

export function diagramPath(name: string): string {
  return `${indexPath('diagrams')}${name}/`;
}

/** @param name number of the port-channel, as the inventory has it. */
export function portChannelPath(device: string, name: string | number): string {
  return `${indexPath('port-channels')}${device}/${name}/`;
}

/** Path of the page about a host, switch or SAN; undefined when the inventory has none of that name. */
export function devicePath(inventory: Inventory, name: string): string | undefined {
  if (Object.hasOwn(inventory.hosts, name)) return hostPath(name);
  if (Object.hasOwn(inventory.switches, name)) return switchPath(name);
  return Object.hasOwn(inventory.sans, name) ? sanPath(name) : undefined;
}

/** Anchor of a port, bond or bridge on its device's page: `Gi0/26` → `port-gi0-26`. */
export function portAnchor(port: string): string {
  return `port-${port.toLowerCase().replace(/[^a-z0-9._]+/g, '-')}`;
}

/**
 * Path of a port's row. A VLAN interface (`eth0.997`) leads to the row of what carries it.
 * @returns undefined when the inventory has no such device or port.
 */
export function portPath(inventory: Inventory, device: string, port: string): string | undefined {
  const path = devicePath(inventory, device);
  const [carrier = port] = port.split('.');
  const row = [port, carrier].find((name) => hasRow(inventory, device, name));
  return path && row && `${path}#${portAnchor(row)}`;
}

function hasRow({ hosts, switches, sans }: Inventory, device: string, port: string): boolean {
  const one = hosts[device] ?? switches[device] ?? sans[device];
  return ['nics', 'bonds', 'bridges', 'ports'].some((kind) =>
    Object.hasOwn((one as Readonly<Record<string, object>> | undefined)?.[kind] ?? {}, port),
  );
}

const INVENTORY_FILE = /^content\/inventory\/(.+)\.ya?ml$/;

/**
 * Path of the page that shows a file of the inventory: `content/inventory/hosts/a.yaml` →
 * `/inventory/source/hosts/a/`. Undefined for any other file.
 */
export function sourcePath(file: string): string | undefined {
  const name = INVENTORY_FILE.exec(file)?.[1];
  return name && `${INVENTORY_PATH}source/${name}${file.endsWith('.yml') ? '-yml' : ''}/`;
}

/** Anchor of a line of such a page. */
export function lineAnchor(line: number): string {
  return `l${line}`;
}
