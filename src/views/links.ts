/** Cells that lead to the pages of what they name. Pure. */
import type { Inventory } from '../inventory/schema.ts';
import type { End } from './cabling.ts';
import { devicePath, portChannelPath, portPath } from './paths.ts';
import type { Linked, Part } from './table.ts';

/** Parts in a row as one cell. */
export function inRow(parts: readonly Part[]): Linked {
  return { text: parts.map(({ text }) => text).join(''), parts };
}

/** Several parts as one cell, with `between` them. */
export function joined(parts: readonly Part[], between = ', '): Linked | undefined {
  if (parts.length === 0) return undefined;
  const all = parts.flatMap((part, index) => (index === 0 ? [part] : [{ text: between }, part]));
  return inRow(all);
}

/** A text that leads somewhere; the plain text where there is nothing to lead to. */
export function part(text: string, href: string | undefined): Part {
  return href === undefined ? { text } : { text, href };
}

export function linked(text: string, href: string | undefined): Linked {
  return { text, parts: [part(text, href)] };
}

/** A host, switch or SAN by name. */
export function deviceCell(inventory: Inventory, name: string, text = name): Linked {
  return linked(text, devicePath(inventory, name));
}

/** One end of a cable: `node1 eth0`, which leads to the port's row. */
export function endCell(inventory: Inventory, end: End): Linked {
  return linked(`${end.device} ${end.port}`, portPath(inventory, end.device, end.port));
}

/** Ports, bonds or bridges of one device; undefined for none. */
export function portCells(
  inventory: Inventory,
  device: string,
  ports: readonly string[],
): Linked | undefined {
  return joined(ports.map((port) => part(port, portPath(inventory, device, port))));
}

export function portCell(inventory: Inventory, device: string, port: string): Linked {
  return linked(port, portPath(inventory, device, port));
}

/** A port-channel as people write it: `PC 10`. */
export function channelCell(device: string, id: string | number): Linked {
  return linked(`PC ${id}`, portChannelPath(device, id));
}
