/** The cluster: its nodes, their votes, and what the votes allow. */
import type { Cluster, Inventory } from '../inventory/schema.ts';
import { clusterNodes, nodeAddress, titleOf } from '../views/members.ts';
import { hostPath } from '../views/paths.ts';
import { quorum } from '../views/quorum.ts';
import { group, id, link, node, type Parts } from './flowchart.ts';
import { counted, wordsOf } from './labels.ts';

/** All clusters, or the one that is named. */
export function cluster(inventory: Inventory, only?: string): Parts {
  const all = Object.entries(inventory.clusters);
  const chosen = only === undefined ? all : all.filter(([name]) => name === only);
  return chosen.flatMap(([name, one]) => [
    ...group(id('cluster', name), one.title ? `${name} · ${one.title}` : name, 'group', [
      ...clusterNodes(inventory, one).flatMap((member) => nodeBox(inventory, name, member)),
      ...qdevice(inventory, name, one),
    ]),
    ...quorumBox(inventory, name, one),
    ...[...Object.keys(one.nodes), ...(one.qdevice ? ['qdevice'] : [])].flatMap((member) =>
      link(
        id('node', name, member),
        id('quorum', name),
        counted(inventory, voteOf(one, member), wordsOf(inventory).TEXT.votes),
      ),
    ),
  ]);
}

function nodeBox(
  inventory: Inventory,
  cluster: string,
  member: ReturnType<typeof clusterNodes>[number],
): Parts {
  const { TEXT } = wordsOf(inventory);
  const address = member.address ?? TEXT.unknownAddress;
  const text = `${member.title}\n${TEXT.node} ${member.id}\n${address}`;
  return node(
    id('node', cluster, member.name),
    text,
    member.address ? 'host' : 'unknown',
    hostPath(member.name),
  );
}

function qdevice(inventory: Inventory, name: string, one: Cluster): Parts {
  if (one.qdevice === undefined) return [];
  const address =
    nodeAddress(inventory, one.qdevice.host) ?? wordsOf(inventory).TEXT.unknownAddress;
  const text = `${wordsOf(inventory).TEXT.qdevice}\n${titleOf(inventory, one.qdevice.host)}\n${address}`;
  return node(id('node', name, 'qdevice'), text, 'service', hostPath(one.qdevice.host));
}

function voteOf(one: Cluster, member: string): number {
  return member === 'qdevice' ? (one.qdevice?.votes ?? 0) : (one.nodes[member]?.votes ?? 0);
}

function quorumBox(inventory: Inventory, name: string, one: Cluster): Parts {
  const { TEXT } = wordsOf(inventory);
  const { votes: all, quorum: needed, survivableLosses } = quorum(one);
  const left = counted(inventory, survivableLosses, TEXT.losses);
  const text = `${TEXT.quorum}\n${counted(inventory, needed, TEXT.needed)} ${all}\n${left}`;
  return node(id('quorum', name), text, 'switch');
}
