/** Selectors → targets: names of hosts or switches, patterns, roles, `all`; `!` takes away. */
import type { Inventory } from '../inventory/schema.ts';
import type { Place, Problem } from '../problem/problem.ts';
import { didYouMean } from '../problem/suggest.ts';
import { matchesWildcards } from '../problem/wildcards.ts';

export type Selected =
  | { readonly ok: true; readonly hosts: readonly string[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

export type Platform = 'posix' | 'cisco-ios' | 'unknown';

/** One of a selector's comma-separated parts. */
interface Part {
  /** Without the `!`. */
  readonly text: string;
  readonly excludes: boolean;
  /** Where it begins in the selector, from 0. */
  readonly column: number;
}

/**
 * The targets of a selector such as `node1`, `hypervisor,proxy1`, `web*` or `all,!node2`:
 * each once, in the selector's order; what stands for several gives its devices in the
 * inventory's order. A name wins over a role that is called the same. What is behind a `!`
 * is left out, wherever it stands; a selector that only takes away takes from all.
 * @param place where the selector is written; each part is pointed at.
 */
export function resolveSelector(
  selector: string,
  inventory: Inventory,
  place: Place | undefined,
): Selected {
  const devices = devicesOf(inventory);
  const parts = partsOf(selector);
  const found = parts.map((part) => ({ ...part, hosts: resolvePart(part.text, devices) }));
  const problems = found
    .filter(({ hosts }) => hosts.length === 0)
    .map(({ text, column }) => unknownTarget(text, devices, at(place, column)));
  if (problems.length > 0) return { ok: false, problems };
  const taken = found.filter(({ excludes }) => !excludes).flatMap(({ hosts }) => hosts);
  const away = new Set(found.filter(({ excludes }) => excludes).flatMap(({ hosts }) => hosts));
  const from = taken.length === 0 && away.size > 0 ? [...devices.keys()] : [...new Set(taken)];
  const hosts = from.filter((host) => !away.has(host));
  if (hosts.length > 0 || away.size === 0) return { ok: true, hosts };
  return { ok: false, problems: [nothingLeft(selector, from, place)] };
}

/** What a target's command line is; undefined when the inventory has no such device. */
export function platformOf(name: string, inventory: Inventory): Platform | undefined {
  return own(inventory.hosts, name)?.platform ?? own(inventory.switches, name)?.platform;
}

/** Roles by device, hosts first. */
type Devices = ReadonlyMap<string, readonly string[]>;

function devicesOf({ hosts, switches }: Inventory): Devices {
  const all = [...Object.entries(hosts), ...Object.entries(switches)];
  return new Map(all.map(([name, { roles }]) => [name, roles]));
}

function partsOf(selector: string): Part[] {
  return [...selector.matchAll(/[^,]+/g)].flatMap(({ 0: part, index }) => {
    const excludes = /^\s*!/.test(part);
    const text = part.replace(/^\s*!?/, '').trim();
    const column = index + part.length - part.trimStart().length;
    return text === '' && !excludes ? [] : [{ text, excludes, column }];
  });
}

function resolvePart(part: string, devices: Devices): string[] {
  if (devices.has(part)) return [part];
  if (part === 'all') return [...devices.keys()];
  if (/[*?]/.test(part)) return [...devices.keys()].filter((name) => matchesWildcards(part, name));
  return [...devices].filter(([, roles]) => roles.includes(part)).map(([name]) => name);
}

function unknownTarget(text: string, devices: Devices, place: Place | undefined): Problem {
  const pattern = /[*?]/.test(text);
  const roles = new Set([...devices.values()].flat());
  const known = [...devices.keys(), ...(pattern ? [] : roles)];
  return {
    rule: 'unknown-target',
    severity: 'error',
    message: pattern
      ? `the inventory has no host or switch that matches "${text}"`
      : `the inventory has no host, switch or role "${text}"`,
    ...(place === undefined ? {} : { place }),
    hint: pattern ? `known: ${known.slice(0, 12).join(', ')}` : didYouMean(text, known),
  };
}

function nothingLeft(
  selector: string,
  taken: readonly string[],
  place: Place | undefined,
): Problem {
  return {
    rule: 'targets-empty',
    severity: 'error',
    message: `"${selector}" leaves no target: what is behind "!" takes all of them away`,
    ...(place === undefined ? {} : { place }),
    actual: `taken, then left out: ${taken.join(', ')}`,
    hint: 'a part without "!" adds targets, one with "!" takes them away, wherever it stands',
  };
}

function at(place: Place | undefined, by: number): Place | undefined {
  return place && { ...place, column: place.column + by };
}

function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
