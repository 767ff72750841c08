/** Tables of the inside of hosts' networks: cards, bonds, bridges, internal ports. */
import type { Inventory } from '../../inventory/schema.ts';
import { cablingOf } from '../cabling.ts';
import { hostNetwork, networkedHosts } from '../host-network.ts';
import { labelsOf } from '../labels.ts';
import { deviceCell, endCell, portCell, portCells } from '../links.ts';
import { portAnchor } from '../paths.ts';
import { type Cell, known, type TableArgs, type TableBuilder } from '../table.ts';
import { columns, hostColumn, pick, vlanLabel, yesNo } from './columns.ts';

/** A port's name leads to its row, except from that row. */
function nameCell(inventory: Inventory, args: TableArgs, host: string, name: string): Cell {
  return args.device === undefined ? portCell(inventory, host, name) : name;
}

/** The named hosts' networks; all that are modelled when none is named. */
function networks(...[inventory, args]: Parameters<TableBuilder>) {
  if (args.device !== undefined) pick(inventory.hosts, args, 'host');
  const names = args.device === undefined ? networkedHosts(inventory) : [args.device];
  return names.map((name) => hostNetwork(inventory, name));
}

export const interfaces: TableBuilder = (inventory, args) => {
  const cabling = cablingOf(inventory);
  const all = networks(inventory, args);
  return {
    caption: labelsOf(inventory).CAPTIONS.interfaces,
    columns: columns(
      inventory,
      ...hostColumn(args),
      'code:interface',
      'code:bond',
      'code:farEnd',
      'num:mtu',
    ),
    rows: all.flatMap(({ host, nics, bonds }) =>
      nics.map((nic) => {
        const path = `hosts.${host}.nics.${nic.name}`;
        const far = cabling.at(host, nic.name)?.far;
        const bond = bonds.find(({ members }) => members.includes(nic.name))?.name;
        return {
          host: deviceCell(inventory, host),
          interface: nameCell(inventory, args, host, nic.name),
          bond: bond === undefined ? '' : portCell(inventory, host, bond),
          farEnd: known(inventory, far && endCell(inventory, far), path),
          mtu: known(inventory, nic.mtu, `${path}.mtu`),
        };
      }),
    ),
    anchors: all.flatMap(({ nics }) => nics.map(({ name }) => portAnchor(name))),
  };
};

const bondRows = (...[inventory, args]: Parameters<TableBuilder>) =>
  networks(inventory, args).flatMap(({ host, bonds: all }) =>
    all.map((bond) => {
      const path = `hosts.${host}.bonds.${bond.name}`;
      return {
        host: deviceCell(inventory, host),
        bond: nameCell(inventory, args, host, bond.name),
        members: portCells(inventory, host, bond.members) ?? '',
        mode: known(inventory, bond.mode, `${path}.mode`),
        lacp: known(inventory, bond.lacp, `${path}.lacp`),
        lacpTime: known(
          inventory,
          bond.lacp_time && labelsOf(inventory).WORDS[bond.lacp_time],
          `${path}.lacp_time`,
        ),
        mtu: known(inventory, bond.mtu, `${path}.mtu`),
        bridge: known(
          inventory,
          bond.bridge && portCell(inventory, host, bond.bridge),
          `${path}.bridge`,
        ),
        purpose: bond.purpose ?? '',
      };
    }),
  );

export const bonds: TableBuilder = (inventory, args) => ({
  caption: labelsOf(inventory).CAPTIONS.bonds,
  columns: columns(
    inventory,
    ...hostColumn(args),
    'code:bond',
    'code:members',
    'code:mode',
    'code:lacp',
    'lacpTime',
    'num:mtu',
    'code:bridge',
    'purpose',
  ),
  rows: bondRows(inventory, args),
  anchors: networks(inventory, args).flatMap((one) =>
    one.bonds.map(({ name }) => portAnchor(name)),
  ),
});

export const bridges: TableBuilder = (inventory, args) => ({
  caption: labelsOf(inventory).CAPTIONS.bridges,
  columns: columns(
    inventory,
    ...hostColumn(args),
    'code:bridge',
    'kind',
    'autostart',
    'code:attached',
    'num:mtu',
    'note',
  ),
  rows: networks(inventory, args).flatMap(({ host, bridges: all }) =>
    all.map((bridge) => ({
      host: deviceCell(inventory, host),
      bridge: nameCell(inventory, args, host, bridge.name),
      kind: labelsOf(inventory).WORDS[bridge.kind],
      autostart: yesNo(inventory, bridge.autostart),
      attached: portCells(inventory, host, bridge.attached) ?? '',
      mtu: known(inventory, bridge.mtu, `hosts.${host}.bridges.${bridge.name}.mtu`),
      note: bridge.note ?? '',
    })),
  ),
  anchors: networks(inventory, args).flatMap((one) =>
    one.bridges.map(({ name }) => portAnchor(name)),
  ),
});

export const intPorts: TableBuilder = (inventory, args) => ({
  caption: labelsOf(inventory).CAPTIONS['int-ports'],
  columns: columns(
    inventory,
    ...hostColumn(args),
    'code:interface',
    'code:bridge',
    'vlan',
    'tagged',
    'code:address',
    'code:prefix',
    'num:mtu',
  ),
  rows: networks(inventory, args).flatMap(({ host, ports }) =>
    ports.map((port) => {
      const path = `hosts.${host}.ports.${port.name}`;
      return {
        host: deviceCell(inventory, host),
        interface: nameCell(inventory, args, host, port.name),
        bridge: portCell(inventory, host, port.bridge),
        vlan: vlanLabel(inventory, port.vlan) ?? '',
        tagged: yesNo(inventory, port.tagged),
        address: known(inventory, port.address, `${path}.address`),
        prefix: known(
          inventory,
          port.prefix === undefined ? undefined : `/${port.prefix}`,
          `${path}.prefix`,
        ),
        mtu: known(inventory, port.mtu, `${path}.mtu`),
      };
    }),
  ),
  anchors: networks(inventory, args).flatMap((one) =>
    one.ports.map(({ name }) => portAnchor(name)),
  ),
});
