/**
 * A big inventory at a glance: one box for each switch, cluster, SAN or reverse proxy, which
 * have diagrams of their own.
 */
import type { Inventory } from '../inventory/schema.ts';
import { cablingOf } from '../views/cabling.ts';
import { titleOf } from '../views/members.ts';
import { quorumOfCluster } from '../views/memberships.ts';
import { devicePath, diagramPath, hostPath, indexPath, sanPath } from '../views/paths.ts';
import { after, id, link, node, type Parts } from './flowchart.ts';
import { counted, wordsOf } from './labels.ts';

/** Boxes beside each other; the rest stands below them. */
const IN_A_ROW = 6;

/** Switches and SANs with how much is cabled to them; hosts stand in the diagram of their switch. */
export function physicalOverview(inventory: Inventory): Parts {
  const cabling = cablingOf(inventory);
  const { switches, sans, hosts } = inventory;
  const shown = [...Object.keys(switches), ...Object.keys(sans)].filter(
    (name) => cabling.of(name).length > 0,
  );
  const alone = Object.keys(hosts).filter((name) => cabling.of(name).length === 0);
  const boxes = shown.map((name) => {
    const far = new Set(cabling.of(name).map((one) => one.far.device));
    const near = [...far].filter((device) => Object.hasOwn(hosts, device)).length;
    const isSwitch = Object.hasOwn(switches, name);
    const lines = [
      titleOf(inventory, name),
      counted(inventory, near, wordsOf(inventory).TEXT.hosts),
      counted(inventory, cabling.of(name).length, wordsOf(inventory).TEXT.cables),
    ];
    const href = isSwitch ? diagramPath(`physical-${name}`) : devicePath(inventory, name);
    return {
      id: id(name),
      parts: node(id(name), lines.join('\n'), isSwitch ? 'switch' : 'storage', href),
    };
  });
  const rest =
    alone.length === 0
      ? []
      : node(
          id('uncabled'),
          `${wordsOf(inventory).TEXT.noCable}\n${counted(inventory, alone.length, wordsOf(inventory).TEXT.hosts)}`,
          'unknown',
          indexPath('hosts'),
        );
  return [...wrapped(boxes), ...rest, ...between(inventory, new Set(shown))];
}

/** Cables between two of the boxes: one line a pair, with their number. */
function between(inventory: Inventory, shown: ReadonlySet<string>): Parts {
  const pairs = new Map<string, number>();
  for (const { near, far } of cablingOf(inventory).all) {
    if (!shown.has(near.device) || !shown.has(far.device)) continue;
    const key = [near.device, far.device].sort().join('\n');
    pairs.set(key, (pairs.get(key) ?? 0) + 1);
  }
  return [...pairs].flatMap(([key, count]) => {
    const [a = '', b = ''] = key.split('\n');
    return link(id(a), id(b), counted(inventory, count, wordsOf(inventory).TEXT.cables));
  });
}

export function clusterOverview(inventory: Inventory): Parts {
  const boxes = Object.entries(inventory.clusters).map(([name, one]) => {
    const { votes, quorum } = quorumOfCluster(one);
    const nodes = counted(inventory, Object.keys(one.nodes).length, wordsOf(inventory).TEXT.nodes);
    const text = `${name}\n${nodes}\n${wordsOf(inventory).TEXT.quorum} ${quorum} / ${votes}`;
    return { id: id(name), parts: node(id(name), text, 'host', diagramPath(`cluster-${name}`)) };
  });
  return wrapped(boxes);
}

export function storageOverview(inventory: Inventory): Parts {
  const boxes = Object.entries(inventory.sans).map(([name, { targets }]) => {
    const text = `${titleOf(inventory, name)}\n${counted(inventory, Object.keys(targets).length, wordsOf(inventory).TEXT.targets)}`;
    return { id: id(name), parts: node(id(name), text, 'storage', sanPath(name)) };
  });
  return wrapped(boxes);
}

export function proxyOverview(inventory: Inventory): Parts {
  const boxes = Object.entries(inventory.reverse_proxies).map(
    ([name, { server_name, host, upstream }]) => {
      const text = `${server_name}\n${titleOf(inventory, host)}\n${counted(inventory, upstream.members.length, wordsOf(inventory).TEXT.members)}`;
      return { id: id(name), parts: node(id(name), text, 'switch', hostPath(host)) };
    },
  );
  return wrapped(boxes);
}

function wrapped(boxes: readonly { readonly id: string; readonly parts: Parts }[]): Parts {
  const below = boxes.flatMap(({ id: own }, index) => {
    const above = boxes[index - IN_A_ROW];
    return above ? after(above.id, own) : [];
  });
  return [...boxes.flatMap(({ parts }) => parts), ...below];
}
