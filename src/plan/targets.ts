/** Selectors → targets: names of hosts or switches, or roles, comma-separated. */
import type { Inventory } from '../inventory/schema.ts';
import type { Place, Problem } from '../problem/problem.ts';
import { didYouMean } from '../problem/suggest.ts';

export type Selected =
  | { readonly ok: true; readonly hosts: readonly string[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

export type Platform = 'posix' | 'cisco-ios' | 'unknown';

/**
 * The targets of a selector such as `node1` or `hypervisor,proxy1`, each once, in the
 * selector's order; a role gives its devices in the inventory's order. A name wins over
 * a role that is called the same.
 * @param place where the selector is written; each part is pointed at.
 */
export function resolveSelector(
  selector: string,
  inventory: Inventory,
  place: Place | undefined,
): Selected {
  const hosts = new Set<string>();
  const problems: Problem[] = [];
  for (const { text, column } of parts(selector)) {
    const found = resolvePart(text, inventory);
    for (const host of found) hosts.add(host);
    if (found.length === 0) problems.push(unknownTarget(text, inventory, at(place, column)));
  }
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, hosts: [...hosts] };
}

/** What a target's command line is; undefined when the inventory has no such device. */
export function platformOf(name: string, inventory: Inventory): Platform | undefined {
  return own(inventory.hosts, name)?.platform ?? own(inventory.switches, name)?.platform;
}

function parts(selector: string): { text: string; column: number }[] {
  return [...selector.matchAll(/[^,]+/g)].flatMap((match) => {
    const text = match[0].trim();
    const skipped = match[0].length - match[0].trimStart().length;
    return text === '' ? [] : [{ text, column: match.index + skipped }];
  });
}

function resolvePart(part: string, inventory: Inventory): string[] {
  if (platformOf(part, inventory) !== undefined) return [part];
  return [...Object.entries(inventory.hosts), ...Object.entries(inventory.switches)]
    .filter(([, device]) => device.roles.includes(part))
    .map(([name]) => name);
}

function unknownTarget(text: string, inventory: Inventory, place: Place | undefined): Problem {
  const devices = [...Object.entries(inventory.hosts), ...Object.entries(inventory.switches)];
  const roles = new Set(devices.flatMap(([, device]) => device.roles));
  const known = [...devices.map(([name]) => name), ...roles];
  return {
    rule: 'unknown-target',
    severity: 'error',
    message: `the inventory has no host, switch or role "${text}"`,
    ...(place === undefined ? {} : { place }),
    hint: didYouMean(text, known),
  };
}

function at(place: Place | undefined, by: number): Place | undefined {
  return place && { ...place, column: place.column + by };
}

function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
