/** Tables of the cluster and its votes, the reverse proxies, boot readiness, and what is missing. */
import { parsePath } from '../../inventory/path.ts';
import { labelsOf } from '../labels.ts';
import { deviceCell } from '../links.ts';
import { clusterNodes, members } from '../members.ts';
import { quorum as quorumOf } from '../quorum.ts';
import { known, type TableBuilder } from '../table.ts';
import { columns } from './columns.ts';

export const clusterNodesTable: TableBuilder = (inventory) => ({
  caption: labelsOf(inventory).CAPTIONS['cluster-nodes'],
  columns: columns(
    inventory,
    'code:node',
    'num:nodeId',
    'num:votes',
    'code:address',
    'code:cluster',
  ),
  rows: Object.entries(inventory.clusters).flatMap(([name, cluster]) =>
    clusterNodes(inventory, cluster).map((node) => ({
      node: deviceCell(inventory, node.name),
      nodeId: node.id,
      votes: node.votes,
      address: known(inventory, node.address, `clusters.${name}.nodes.${node.name}.address`),
      cluster: name,
    })),
  ),
});

export const quorum: TableBuilder = (inventory) => ({
  caption: labelsOf(inventory).CAPTIONS.quorum,
  columns: columns(
    inventory,
    'code:cluster',
    'num:expected',
    'num:votes',
    'num:quorum',
    'num:losses',
  ),
  rows: Object.entries(inventory.clusters).map(([name, cluster]) => {
    const { votes, quorum: needed, survivableLosses } = quorumOf(cluster);
    return {
      cluster: name,
      expected: known(inventory, cluster.expected_votes, `clusters.${name}.expected_votes`),
      votes,
      quorum: needed,
      losses: survivableLosses,
    };
  }),
});

export const upstream: TableBuilder = (inventory, args) => ({
  caption: labelsOf(inventory).CAPTIONS.upstream,
  columns: columns(inventory, 'code:host', 'code:address', 'num:port', 'code:proxy'),
  rows: Object.values(inventory.reverse_proxies)
    .filter((proxy) => args.device === undefined || proxy.host === args.device)
    .flatMap((proxy) =>
      members(inventory, proxy).map((member) => ({
        host: deviceCell(inventory, member.name),
        address: known(inventory, member.address, `hosts.${member.name}.address`),
        port: proxy.upstream.port,
        proxy: proxy.server_name,
      })),
    ),
});

export const readiness: TableBuilder = (inventory) => ({
  caption: labelsOf(inventory).CAPTIONS.readiness,
  columns: columns(inventory, 'code:address', 'purpose', 'num:wait'),
  rows: Object.values(inventory.readiness).flatMap((check) =>
    check.addresses.map(({ address, purpose }) => ({ address, purpose, wait: check.max_wait_s })),
  ),
});

export const gaps: TableBuilder = (inventory, args) => ({
  caption: labelsOf(inventory).CAPTIONS.gaps,
  columns: columns(inventory, 'code:path', 'reason'),
  rows: inventory.gaps
    .filter(
      ({ path }) => args.device === undefined || parsePath(path, inventory)[1] === args.device,
    )
    .map(({ path, note }) => ({ path, reason: note })),
});
