/** Tables for the page of one device: what it takes part in. */
import type { Inventory } from '../../inventory/schema.ts';
import { cablingOf } from '../cabling.ts';
import { deviceVlans } from '../device-vlans.ts';
import { labelsOf } from '../labels.ts';
import { deviceCell, endCell, inRow, part, portCell, portCells } from '../links.ts';
import { nodeAddress } from '../members.ts';
import { membershipsOf, proxyOf, quorumOfCluster } from '../memberships.ts';
import { devicePath, portAnchor } from '../paths.ts';
import { type Cell, known, type TableBuilder } from '../table.ts';
import { columns, pick, vlanLabel } from './columns.ts';

export const sans: TableBuilder = (inventory, args) => ({
  caption: labelsOf(inventory).DEVICE_CAPTIONS.sans,
  columns: columns(
    inventory,
    'code:name',
    'title',
    'site',
    'code:address',
    'vlan',
    'num:mtu',
    'note',
  ),
  rows: pick(inventory.sans, args, 'SAN').map(([name, one]) => {
    const path = `sans.${name}`;
    const site = one.site && (inventory.sites[one.site]?.title ?? one.site);
    return {
      name: deviceCell(inventory, name),
      title: one.title ?? name,
      site: known(inventory, site, `${path}.site`),
      address: known(inventory, one.address, `${path}.address`),
      vlan: known(inventory, vlanLabel(inventory, one.vlan), `${path}.vlan`),
      mtu: known(inventory, one.mtu, `${path}.mtu`),
      note: one.note ?? '',
    };
  }),
});

export const sanPorts: TableBuilder = (inventory, args) => {
  const cabling = cablingOf(inventory);
  const all = pick(inventory.sans, args, 'SAN').flatMap(([san, { nics, bonds }]) =>
    Object.entries(nics).map(([name, nic]) => ({ san, name, nic, bonds: Object.entries(bonds) })),
  );
  return {
    caption: labelsOf(inventory).DEVICE_CAPTIONS['san-ports'],
    columns: columns(
      inventory,
      ...(args.device === undefined ? (['code:san'] as const) : []),
      ...(['code:interface', 'code:bond', 'code:farEnd', 'num:mtu'] as const),
    ),
    rows: all.map(({ san, name, nic, bonds }) => {
      const far = cabling.at(san, name)?.far;
      const path = `sans.${san}.nics.${name}`;
      return {
        san: deviceCell(inventory, san),
        interface: args.device === undefined ? portCell(inventory, san, name) : name,
        bond: bonds.find(([, { members }]) => members.includes(name))?.[0] ?? '',
        farEnd: known(inventory, far && endCell(inventory, far), path),
        mtu: known(inventory, nic.mtu, `${path}.mtu`),
      };
    }),
    anchors: all.map(({ name }) => portAnchor(name)),
  };
};

export const deviceVlansTable: TableBuilder = (inventory, { device = '' }) => ({
  caption: labelsOf(inventory).DEVICE_CAPTIONS['device-vlans'],
  columns: columns(
    inventory,
    'num:id',
    'title',
    'purpose',
    'code:subnet',
    'code:interface',
    'note',
  ),
  rows: deviceVlans(inventory, device).map(([name, ports]) => {
    const vlan = inventory.vlans[name] as Inventory['vlans'][string];
    return {
      id: vlan.id,
      title: vlan.title,
      purpose: labelsOf(inventory).WORDS[vlan.purpose],
      subnet: known(inventory, vlan.subnet, `vlans.${name}.subnet`),
      interface: portCells(inventory, device, ports) ?? '',
      note: vlan.note ?? '',
    };
  }),
});

/** A host's place in its clusters, and what the votes allow. */
export const votes: TableBuilder = (inventory, { device = '' }) => ({
  caption: labelsOf(inventory).DEVICE_CAPTIONS.votes,
  columns: columns(
    inventory,
    ...(['code:cluster', 'num:nodeId', 'num:votes', 'code:address'] as const),
    ...(['num:allVotes', 'num:quorum', 'num:losses'] as const),
  ),
  rows: membershipsOf(inventory, device).clusters.map((name) => {
    const cluster = inventory.clusters[name] as Inventory['clusters'][string];
    const node = cluster.nodes[device];
    const onLink = cluster.link && inventory.hosts[device]?.ports[cluster.link]?.address;
    const path = `clusters.${name}.nodes.${device}`;
    const counted = quorumOfCluster(cluster);
    return {
      cluster: name,
      nodeId: known(inventory, node?.id, `${path}.id`),
      votes: known(inventory, node?.votes, `${path}.votes`),
      address: known(inventory, node?.address ?? onLink, `${path}.address`),
      allVotes: counted.votes,
      quorum: counted.quorum,
      losses: counted.survivableLosses,
    };
  }),
});

/** What a host does for others. */
export const services: TableBuilder = (inventory, { device = '' }) => {
  const { proxies, behind, arbiterOf } = membershipsOf(inventory, device);
  return {
    caption: labelsOf(inventory).DEVICE_CAPTIONS.services,
    columns: columns(inventory, 'service', 'code:name', 'code:detail'),
    rows: [
      ...proxies.map((name) => proxyRow(inventory, name)),
      ...behind.map((name) => behindRow(inventory, name, device)),
      ...arbiterOf.map((name) => ({
        service: labelsOf(inventory).WORDS.arbiter,
        name,
        detail: '',
      })),
    ],
  };
};

function proxyRow(inventory: Inventory, name: string): Record<string, Cell> {
  const { server_name, upstream } = proxyOf(inventory, name);
  const members = upstream.members.flatMap((member) => [
    { text: ' ' },
    part(member, devicePath(inventory, member)),
  ]);
  const lead = { text: `${upstream.name} (${upstream.policy}, port ${upstream.port}) →` };
  return {
    service: labelsOf(inventory).WORDS.proxy,
    name: server_name,
    detail: inRow([lead, ...members]),
  };
}

function behindRow(inventory: Inventory, name: string, device: string): Record<string, Cell> {
  const { server_name, upstream, host } = proxyOf(inventory, name);
  const lead = { text: `${nodeAddress(inventory, device) ?? '—'}:${upstream.port} ← ` };
  const from = part(host, devicePath(inventory, host));
  return {
    service: labelsOf(inventory).WORDS.behind,
    name: server_name,
    detail: inRow([lead, from]),
  };
}
