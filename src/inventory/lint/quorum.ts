/** Rule 12: votes make a majority possible. */
import type { Path } from '../loaded.ts';
import type { Cluster } from '../schema.ts';
import { error, type Finding, info, type LintInput, type LintRule, warning } from './rule.ts';

export const quorum: LintRule = {
  id: 'quorum',
  *check(input) {
    for (const [name, cluster] of Object.entries(input.inventory.clusters)) {
      if (Object.keys(cluster.nodes).length === 0) continue;
      yield* votes(input, name, cluster);
      yield* nodeIds(input, name, cluster);
    }
  },
};

function* votes({ say }: LintInput, name: string, cluster: Cluster): Iterable<Finding> {
  const at: Path = ['clusters', name];
  const byNode = Object.values(cluster.nodes).map((node) => node.votes);
  const ofNodes = sum(byNode);
  const total = ofNodes + (cluster.qdevice?.votes ?? 0);
  if (cluster.expected_votes !== undefined && cluster.expected_votes !== total)
    yield error([...at, 'expected_votes'], say.quorumExpected(name, cluster.expected_votes, total));
  if (ofNodes % 2 === 0 && !cluster.qdevice) yield warning(at, say.quorumEven(name, ofNodes));
  if (ofNodes % 2 === 1 && cluster.qdevice)
    yield warning([...at, 'qdevice'], say.quorumOddQdevice(name, ofNodes));
  yield info(at, say.quorumMargin(name, total, majority(total), survivedLosses(byNode, total)));
}

/** Votes that make a quorum: more than half (votequorum(5)). */
export function majority(total: number): number {
  return Math.floor(total / 2) + 1;
}

/** Nodes that may be lost whichever they are: the heaviest first. */
export function survivedLosses(byNode: readonly number[], total: number): number {
  let left = total;
  const heaviest = [...byNode].sort((a, b) => b - a);
  const fatal = heaviest.findIndex((lost) => {
    left -= lost;
    return left < majority(total);
  });
  return fatal === -1 ? byNode.length : fatal;
}

function* nodeIds({ say }: LintInput, name: string, cluster: Cluster): Iterable<Finding> {
  const first = new Map<number, string>();
  for (const [node, { id }] of Object.entries(cluster.nodes)) {
    const seen = first.get(id);
    if (seen !== undefined)
      yield error(['clusters', name, 'nodes', node, 'id'], say.nodeIdTwice(node, id, seen));
    first.set(id, seen ?? node);
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
