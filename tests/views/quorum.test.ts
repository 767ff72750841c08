import { describe, expect, it } from 'vitest';
import type { Cluster } from '../../src/inventory/schema.ts';
import { quorum } from '../../src/views/quorum.ts';

function cluster(votes: readonly number[], qdevice?: number): Cluster {
  const nodes = Object.fromEntries(votes.map((one, id) => [`n${id}`, { id: id + 1, votes: one }]));
  return { nodes, ...(qdevice ? { qdevice: { host: 'w', votes: qdevice } } : {}) };
}

describe('quorum', () => {
  it.each([
    { votes: [1], qdevice: 0, wanted: { votes: 1, quorum: 1, survivableLosses: 0 } },
    { votes: [1, 1], qdevice: 0, wanted: { votes: 2, quorum: 2, survivableLosses: 0 } },
    { votes: [1, 1], qdevice: 1, wanted: { votes: 3, quorum: 2, survivableLosses: 1 } },
    { votes: [1, 1, 1], qdevice: 0, wanted: { votes: 3, quorum: 2, survivableLosses: 1 } },
    { votes: [1, 1, 1, 1], qdevice: 0, wanted: { votes: 4, quorum: 3, survivableLosses: 1 } },
    { votes: [1, 1, 1, 1, 1], qdevice: 0, wanted: { votes: 5, quorum: 3, survivableLosses: 2 } },
    // The worst case counts: losing the heavy node stops the rest.
    { votes: [3, 1, 1], qdevice: 0, wanted: { votes: 5, quorum: 3, survivableLosses: 0 } },
    { votes: [0, 1, 1, 1], qdevice: 0, wanted: { votes: 3, quorum: 2, survivableLosses: 1 } },
  ])('$votes and a QDevice of $qdevice', ({ votes, qdevice, wanted }) => {
    expect(quorum(cluster(votes, qdevice))).toEqual(wanted);
  });
});
