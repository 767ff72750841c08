/** A reverse proxy's members, with the address of each. */
import type { Inventory, ReverseProxy } from '../inventory/schema.ts';
import { managementAddress } from './context.ts';

export interface Member {
  readonly name: string;
  readonly title: string;
  /** Undefined when the inventory doesn't know the host's address. */
  readonly address?: string;
}

/** Title of a host, switch or SAN for people; its name when it has none. */
export function titleOf(inventory: Inventory, device: string): string {
  const one = inventory.hosts[device] ?? inventory.switches[device] ?? inventory.sans[device];
  return one?.title ?? device;
}

/** The upstream's servers in their written order; without an address where it isn't known. */
export function members(inventory: Inventory, proxy: ReverseProxy): Member[] {
  return proxy.upstream.members.map((name) => member(inventory, name));
}

/** Nodes of a cluster with the address that carries corosync: the node's own, else its link's. */
export function clusterNodes(inventory: Inventory, cluster: Inventory['clusters'][string]) {
  return Object.entries(cluster.nodes).map(([name, node]) => {
    const onLink = cluster.link ? inventory.hosts[name]?.ports[cluster.link]?.address : undefined;
    const address = node.address ?? onLink;
    const title = titleOf(inventory, name);
    return { name, title, id: node.id, votes: node.votes, ...(address ? { address } : {}) };
  });
}

/** A host's management address; undefined when the host or its address isn't known. */
export function nodeAddress(inventory: Inventory, name: string): string | undefined {
  const host = inventory.hosts[name];
  return host === undefined ? undefined : managementAddress(host);
}

function member(inventory: Inventory, name: string): Member {
  const address = nodeAddress(inventory, name);
  return { name, title: titleOf(inventory, name), ...(address === undefined ? {} : { address }) };
}
