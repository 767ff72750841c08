/** Every diagram of an inventory, as Mermaid text. */
import type { Inventory } from '../inventory/schema.ts';
import { networkedHosts } from '../views/host-network.ts';
import { titleOf } from '../views/members.ts';
import { cluster } from './cluster.ts';
import { type Flowchart, flowchart, type Parts } from './flowchart.ts';
import { DIAGRAMS } from './labels.ts';
import { network } from './network.ts';
import { physical } from './physical.ts';
import { reverseProxy } from './reverse-proxy.ts';
import { storage } from './storage.ts';

export interface DiagramSource {
  /** File name without its extension: `content/diagrams/<name>.svg`. */
  readonly name: string;
  readonly title: string;
  /** For those who can't see the picture. */
  readonly description: string;
  readonly mermaid: string;
  /** What it shows: the picture's links and its table are made of it. */
  readonly parts: Parts;
}

type Words = Pick<Flowchart, 'title' | 'description'>;

function source(
  name: string,
  { title, description }: Words,
  layout: Pick<Flowchart, 'direction' | 'rankSpacing'>,
  body: Flowchart['body'],
): DiagramSource | undefined {
  if (body.length === 0) return undefined;
  return {
    name,
    title,
    description,
    parts: body,
    mermaid: flowchart({ ...layout, title, description, body }),
  };
}

function wordsFor(words: Words, host: string): Words {
  const filled = (text: string) => text.replaceAll('{host}', host);
  return { title: filled(words.title), description: filled(words.description) };
}

/** All diagrams, in a fixed order. A diagram with nothing to show is left out. */
export function diagramSources(inventory: Inventory): DiagramSource[] {
  const all = [
    source('physical', DIAGRAMS.physical, { direction: 'TB' }, physical(inventory)),
    ...networkedHosts(inventory).map((host) =>
      source(
        `network-${host}`,
        wordsFor(DIAGRAMS.network, titleOf(inventory, host)),
        { direction: 'LR' },
        network(inventory, host),
      ),
    ),
    source('storage', DIAGRAMS.storage, { direction: 'LR', rankSpacing: 34 }, storage(inventory)),
    source('cluster', DIAGRAMS.cluster, { direction: 'TB' }, cluster(inventory)),
    source(
      'reverse-proxy',
      DIAGRAMS['reverse-proxy'],
      { direction: 'LR' },
      reverseProxy(inventory),
    ),
  ];
  return all.flatMap((one) => one ?? []);
}
