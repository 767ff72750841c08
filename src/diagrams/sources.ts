/** Every diagram of an inventory, as Mermaid text; split where one drawing could not be read. */
import type { Inventory } from '../inventory/schema.ts';
import { cablingOf } from '../views/cabling.ts';
import { networkedHosts } from '../views/host-network.ts';
import { titleOf } from '../views/members.ts';
import { cluster } from './cluster.ts';
import { type Flowchart, flowchart, type Parts } from './flowchart.ts';
import { things } from './graph.ts';
import { wordsOf } from './labels.ts';
import { network } from './network.ts';
import { clusterOverview, physicalOverview, proxyOverview, storageOverview } from './overview.ts';
import { physical, physicalAt } from './physical.ts';
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
type Layout = Pick<Flowchart, 'direction' | 'rankSpacing'>;

function source(
  name: string,
  { title, description }: Words,
  layout: Layout,
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

/** Boxes and frames that one drawing may have and still be read. */
const MOST = 150;
/** Hosts whose insides are drawn beforehand; beyond, each host's page draws its own. */
const MOST_HOSTS = 40;

type Name = 'physical' | 'storage' | 'cluster' | 'reverse-proxy';

interface Split {
  readonly name: Name;
  readonly layout: Layout;
  readonly whole: (inventory: Inventory, only?: string) => Parts;
  /** What a drawing of its own is made of when the whole is too big. */
  readonly pieces: (inventory: Inventory) => readonly string[];
  /** Of a piece, when it isn't that of the whole. */
  readonly pieceLayout?: Layout;
  readonly piece: (inventory: Inventory, only: string) => Parts;
  readonly overview: (inventory: Inventory) => Parts;
}

const SPLITS: Readonly<Record<Name, Split>> = {
  physical: {
    name: 'physical',
    layout: { direction: 'TB' },
    whole: physical,
    pieces: cabledSwitches,
    // A rack's hosts side by side would be as wide as five screens.
    pieceLayout: { direction: 'LR', rankSpacing: 120 },
    piece: physicalAt,
    overview: physicalOverview,
  },
  storage: {
    name: 'storage',
    layout: { direction: 'LR', rankSpacing: 34 },
    whole: storage,
    pieces: ({ sans }) => Object.keys(sans),
    piece: storage,
    overview: storageOverview,
  },
  cluster: {
    name: 'cluster',
    layout: { direction: 'TB' },
    whole: cluster,
    pieces: ({ clusters }) => Object.keys(clusters),
    piece: cluster,
    overview: clusterOverview,
  },
  'reverse-proxy': {
    name: 'reverse-proxy',
    layout: { direction: 'LR' },
    whole: reverseProxy,
    pieces: (inventory) => Object.keys(inventory.reverse_proxies),
    piece: reverseProxy,
    overview: proxyOverview,
  },
};

/** The whole, or an overview and a drawing for each piece when the whole could not be read. */
function split(inventory: Inventory, { name, layout, whole, ...parts }: Split) {
  const body = whole(inventory);
  const pieces = parts.pieces(inventory);
  if (things(body).length <= MOST || pieces.length < 2)
    return [source(name, wordsOf(inventory).DIAGRAMS[name], layout, body)];
  return [
    source(name, wordsOf(inventory).DIAGRAMS[name], { direction: 'TB' }, parts.overview(inventory)),
    ...pieces.map((piece) => {
      const words = {
        ...wordsOf(inventory).DIAGRAMS[name],
        title: `${wordsOf(inventory).DIAGRAMS[name].title} · ${titleOf(inventory, piece)}`,
      };
      return source(
        `${name}-${piece}`,
        words,
        parts.pieceLayout ?? layout,
        parts.piece(inventory, piece),
      );
    }),
  ];
}

function cabledSwitches(inventory: Inventory): string[] {
  const cabling = cablingOf(inventory);
  return Object.keys(inventory.switches).filter((name) => cabling.of(name).length > 0);
}

/** The inside of each host's network, where there are few enough of them. */
function networks(inventory: Inventory) {
  const hosts = networkedHosts(inventory);
  if (hosts.length > MOST_HOSTS) return [];
  return hosts.map((host) => {
    const words = wordsFor(wordsOf(inventory).DIAGRAMS.network, titleOf(inventory, host));
    return source(`network-${host}`, words, { direction: 'LR' }, network(inventory, host));
  });
}

/** All diagrams, in a fixed order. A diagram with nothing to show is left out. */
export function diagramSources(inventory: Inventory): DiagramSource[] {
  const all = [
    ...split(inventory, SPLITS.physical),
    ...networks(inventory),
    ...split(inventory, SPLITS.storage),
    ...split(inventory, SPLITS.cluster),
    ...split(inventory, SPLITS['reverse-proxy']),
  ];
  return all.flatMap((one) => one ?? []);
}
