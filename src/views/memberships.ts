/** What a host takes part in: clusters, reverse proxies, votes. Indexed once for all hosts. */
import type { Cluster, Inventory, ReverseProxy } from '../inventory/schema.ts';
import { type Quorum, quorum } from './quorum.ts';

export interface Memberships {
  readonly clusters: readonly string[];
  /** Clusters whose outside arbiter it is. */
  readonly arbiterOf: readonly string[];
  /** Reverse proxies that run on it. */
  readonly proxies: readonly string[];
  /** Reverse proxies that send requests to it. */
  readonly behind: readonly string[];
}

type Kind = keyof Memberships;

const NONE: Memberships = { clusters: [], arbiterOf: [], proxies: [], behind: [] };
const indexes = new WeakMap<Inventory, ReadonlyMap<string, Memberships>>();

export function membershipsOf(inventory: Inventory, host: string): Memberships {
  const index = indexes.get(inventory) ?? indexed(inventory);
  indexes.set(inventory, index);
  return index.get(host) ?? NONE;
}

function indexed(inventory: Inventory): ReadonlyMap<string, Memberships> {
  const index = new Map<string, Record<Kind, string[]>>();
  const add = (host: string, kind: Kind, name: string) => {
    const one = index.get(host) ?? { clusters: [], arbiterOf: [], proxies: [], behind: [] };
    one[kind].push(name);
    index.set(host, one);
  };
  for (const [name, { nodes, qdevice }] of Object.entries(inventory.clusters)) {
    for (const host of Object.keys(nodes)) add(host, 'clusters', name);
    if (qdevice) add(qdevice.host, 'arbiterOf', name);
  }
  for (const [name, { host, upstream }] of Object.entries(inventory.reverse_proxies)) {
    add(host, 'proxies', name);
    for (const member of upstream.members) add(member, 'behind', name);
  }
  return index;
}

const votes = new WeakMap<Cluster, Quorum>();

/** A cluster's votes, counted once. */
export function quorumOfCluster(cluster: Cluster): Quorum {
  const counted = votes.get(cluster) ?? quorum(cluster);
  votes.set(cluster, counted);
  return counted;
}

/** The reverse proxy of a name that the inventory has. */
export function proxyOf(inventory: Inventory, name: string): ReverseProxy {
  return inventory.reverse_proxies[name] as ReverseProxy;
}
