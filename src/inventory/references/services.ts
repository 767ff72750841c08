import { didYouMean } from '../../problem/suggest.ts';
import type { Path } from '../loaded.ts';
import type { Cluster } from '../schema.ts';
import type { References } from './context.ts';

/** Clusters and reverse proxies: their hosts, the nodes' link, the roles they cover. */
export function checkServices(context: References): void {
  for (const [name, cluster] of Object.entries(context.inventory.clusters))
    checkCluster(context, ['clusters', name], cluster);
  checkProxies(context);
}

function checkCluster(context: References, at: Path, cluster: Cluster): void {
  const { require } = context;
  for (const node of Object.keys(cluster.nodes))
    if (require([...at, 'nodes', node], node, ['hosts'], 'a host') && cluster.link !== undefined)
      checkLink(context, at, node, cluster.link);
  if (cluster.founder !== undefined)
    require([...at, 'founder'], cluster.founder, [...at, 'nodes'], 'a node');
  if (cluster.qdevice !== undefined)
    require([...at, 'qdevice', 'host'], cluster.qdevice.host, ['hosts'], 'a host');
}

function checkLink({ names, report }: References, at: Path, node: string, link: string): void {
  const known = ['ports', 'nics', 'bonds'].flatMap((kind) => names(['hosts', node, kind]));
  if (known.includes(link)) return;
  report([...at, 'link'], {
    message: `the cluster's link "${link}" is no interface of its node ${node}`,
    expected: 'an interface that every node has',
    actual: JSON.stringify(link),
    hint: didYouMean(link, known),
  });
}

function checkProxies({ inventory, require, report }: References): void {
  const roles = new Set(Object.values(inventory.hosts).flatMap((host) => host.roles));
  for (const [name, proxy] of Object.entries(inventory.reverse_proxies)) {
    const at: Path = ['reverse_proxies', name];
    require([...at, 'host'], proxy.host, ['hosts'], 'a host');
    proxy.upstream.members.forEach((member, index) => {
      require([...at, 'upstream', 'members', index], member, ['hosts'], 'a host');
    });
    if (proxy.covers !== undefined && !roles.has(proxy.covers))
      report([...at, 'covers'], unknownRole(proxy.covers, [...roles]));
  }
}

function unknownRole(role: string, known: readonly string[]) {
  return {
    message: `no host has the role "${role}"`,
    expected: 'a role of at least one host',
    actual: JSON.stringify(role),
    hint: didYouMean(role, known),
  };
}
