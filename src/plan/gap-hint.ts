/** A missing name that the inventory lists among its gaps: it isn't a slip, it isn't known yet. */
import type { Inventory } from '../inventory/schema.ts';

type Path = readonly (string | number)[];

/**
 * What the inventory says about a value that it lacks.
 * @param path as a template names it: `host` stands for the target.
 * @returns undefined when it is in no gap.
 */
export function gapHint(
  path: Path,
  inventory: Inventory,
  host: string | undefined,
): string | undefined {
  const paths = inventoryPaths(path, inventory, host).map((keys) => keys.join('.'));
  const gap = inventory.gaps.find(({ path: missing }) => paths.includes(missing));
  return gap && `not known yet (${gap.path}): ${gap.note}`;
}

/** The paths that a name can stand for: `host.address` may be the management port's. */
function inventoryPaths(path: Path, inventory: Inventory, host: string | undefined): Path[] {
  const [head, ...rest] = path;
  if (head !== 'host' || host === undefined) return [path, ...managementPath(path, inventory)];
  const absolute = [Object.hasOwn(inventory.hosts, host) ? 'hosts' : 'switches', host, ...rest];
  return [absolute, ...managementPath(absolute, inventory)];
}

function managementPath([kind, name, key, ...rest]: Path, inventory: Inventory): Path[] {
  if (kind !== 'hosts' || key !== 'address' || rest.length > 0) return [];
  const port = inventory.hosts[String(name)]?.management;
  return port === undefined ? [] : [['hosts', String(name), 'ports', port, 'address']];
}
