/** Which devices a value of the inventory is about. Pure. */
import type { Path } from '../inventory/loaded.ts';
import { parsePath } from '../inventory/path.ts';
import type { Inventory } from '../inventory/schema.ts';
import { type End, parseEnd } from './cabling.ts';

export interface Subject {
  readonly device: string;
  /** A port, NIC, bond or bridge of it. */
  readonly port?: string;
  /** Number of a port-channel of it. */
  readonly channel?: string;
}

const DEVICES = new Set<unknown>(['hosts', 'switches', 'sans']);
const PORTS = new Set<unknown>(['ports', 'nics', 'bonds', 'bridges']);

/** None for what concerns no single device: a VLAN, a storage, a cluster as a whole. */
export function subjectsOf(inventory: Inventory, path: Path): readonly Subject[] {
  const [kind, name = '', part, key = ''] = path;
  if (DEVICES.has(kind)) return [deviceSubject(String(name), part, String(key))];
  if (kind === 'cables') return ends(inventory, Number(name));
  if (kind === 'clusters' && part === 'nodes') return [{ device: String(key) }];
  if (kind === 'reverse_proxies') return proxyHost(inventory, String(name));
  const remarks = kind === 'gaps' || kind === 'contradictions' ? inventory[kind] : [];
  const remark = remarks[Number(name)];
  return remark ? subjectsOf(inventory, parsePath(remark.path, inventory)) : [];
}

function deviceSubject(device: string, part: string | number | undefined, key: string): Subject {
  if (part === 'port_channels') return { device, channel: key };
  return PORTS.has(part) && key !== '' ? { device, port: key } : { device };
}

function ends(inventory: Inventory, index: number): readonly End[] {
  const cable = inventory.cables[index];
  return cable ? [parseEnd(cable.a), parseEnd(cable.b)] : [];
}

function proxyHost(inventory: Inventory, name: string): readonly Subject[] {
  const host = inventory.reverse_proxies[name]?.host;
  return host === undefined ? [] : [{ device: host }];
}

/** Things by the devices that they are about, each with its subject there. */
export function byDevice<T>(
  items: readonly T[],
  subjects: (item: T) => readonly Subject[],
): ReadonlyMap<string, readonly (readonly [T, Subject])[]> {
  const index = new Map<string, (readonly [T, Subject])[]>();
  for (const item of items) {
    for (const subject of subjects(item)) {
      const known = index.get(subject.device) ?? [];
      known.push([item, subject]);
      index.set(subject.device, known);
    }
  }
  return index;
}
