/** Votes of a cluster: how many are needed, and how many nodes may be lost. */
import type { Cluster } from '../inventory/schema.ts';

export interface Quorum {
  /** Sum of the nodes' votes and of the QDevice's. */
  readonly votes: number;
  /** Votes without which nothing runs: more than half. */
  readonly quorum: number;
  /** Nodes that may be lost, whichever they are, and the rest stays quorate. */
  readonly survivableLosses: number;
}

/** floor(votes / 2) + 1, as corosync's votequorum counts (corosync-quorum(5)). */
export function quorumOf(votes: number): number {
  return Math.floor(votes / 2) + 1;
}

export function quorum(cluster: Cluster): Quorum {
  const byVotes = Object.values(cluster.nodes)
    .map((node) => node.votes)
    .sort((a, b) => b - a);
  const votes = byVotes.reduce((sum, one) => sum + one, cluster.qdevice?.votes ?? 0);
  const needed = quorumOf(votes);
  return { votes, quorum: needed, survivableLosses: losses(byVotes, votes, needed) };
}

/** The worst case: the nodes with the most votes go first. */
function losses(byVotes: readonly number[], votes: number, needed: number): number {
  let left = votes;
  for (const [lost, one] of byVotes.entries()) {
    left -= one;
    if (left < needed) return lost;
  }
  return byVotes.length;
}
