/** Tables of hosts: who they are, how to reach them, and the inside of their network. */
import type { Host, Inventory } from '../../inventory/schema.ts';
import { cablingOf } from '../cabling.ts';
import { connection } from '../connection.ts';
import { hostNetwork, networkedHosts } from '../host-network.ts';
import { labelsOf } from '../labels.ts';
import { deviceCell, endCell, linked, portCell, portCells } from '../links.ts';
import { titleOf } from '../members.ts';
import { devicePath, portAnchor } from '../paths.ts';
import { type Cell, known, type TableArgs, type TableBuilder } from '../table.ts';
import { columns, list, pick, vlanLabel, yesNo } from './columns.ts';

export const hosts: TableBuilder = (inventory, args) => ({
  caption: labelsOf(inventory).CAPTIONS.hosts,
  columns: columns(inventory, 'code:name', 'title', 'roles', 'site', 'code:address', 'note'),
  rows: pick(inventory.hosts, args, 'host').map(([name, host]) => ({
    name: deviceCell(inventory, name),
    title: host.title ?? name,
    roles: known(inventory, list(host.roles), `hosts.${name}.roles`),
    site: known(
      inventory,
      host.site && (inventory.sites[host.site]?.title ?? host.site),
      `hosts.${name}.site`,
    ),
    address: known(inventory, connection(inventory, name).address, `hosts.${name}.address`),
    note: host.note ?? '',
  })),
});

export const access: TableBuilder = (inventory, args) => ({
  caption: labelsOf(inventory).CAPTIONS.access,
  columns: columns(inventory, ...hostColumn(args), 'code:user', 'sudo', 'code:hostKeys', 'note'),
  rows: pick(inventory.hosts, args, 'host').flatMap(([name, host]) => {
    const hostKeys = known(inventory, list(host.ssh.host_keys), `hosts.${name}.ssh.host_keys`);
    const link = deviceCell(inventory, name);
    const accounts = Object.entries(host.users).map(([user, account]) => ({
      host: link,
      user,
      sudo: yesNo(inventory, account.sudo),
      hostKeys,
      note: account.note ?? '',
    }));
    const user = host.ssh.user;
    if (user === undefined || Object.hasOwn(host.users, user)) return accounts;
    return [
      {
        host: link,
        user,
        sudo: user === 'root' ? '' : yesNo(inventory, false),
        hostKeys,
        note: '',
      },
      ...accounts,
    ];
  }),
});

/** A table about one host doesn't repeat its name. */
function hostColumn(args: TableArgs): readonly 'code:host'[] {
  return args.device === undefined ? ['code:host'] : [];
}

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

/** Every address that the inventory knows, whose it is and what it is for. */
export const addresses: TableBuilder = (inventory, args) => ({
  caption: labelsOf(inventory).CAPTIONS.addresses,
  columns: columns(inventory, 'code:address', 'title', 'code:device', 'code:interface', 'vlan'),
  rows: [
    ...chosen(inventory.hosts, args).flatMap(([name, host]) =>
      hostAddresses(inventory, name, host),
    ),
    ...chosen(inventory.switches, args).map(([name, one]) =>
      addressRow(inventory, {
        device: name,
        address: one.address,
        path: `switches.${name}.address`,
      }),
    ),
    ...chosen(inventory.sans, args).map(([name, one]) =>
      addressRow(inventory, {
        ...{ device: name, address: one.address, path: `sans.${name}.address` },
        ...(one.vlan === undefined ? {} : { vlan: one.vlan }),
      }),
    ),
  ],
});

/** All, or the one that the table is narrowed to when it is among them. */
function chosen<T>(record: Readonly<Record<string, T>>, { device }: TableArgs): [string, T][] {
  if (device === undefined) return Object.entries(record);
  return Object.hasOwn(record, device) ? [[device, record[device] as T]] : [];
}

function hostAddresses(inventory: Inventory, device: string, host: Host) {
  const own = host.address
    ? [addressRow(inventory, { device, address: host.address, path: '' })]
    : [];
  const ports = Object.entries(host.ports).map(([port, { address, vlan }]) =>
    addressRow(inventory, {
      device,
      port,
      address,
      vlan,
      path: `hosts.${device}.ports.${port}.address`,
    }),
  );
  return [...own, ...ports];
}

interface Addressed {
  readonly device: string;
  readonly port?: string;
  readonly address: string | undefined;
  readonly vlan?: string;
  /** Of the address in the inventory. */
  readonly path: string;
}

function addressRow(inventory: Inventory, { device, port, address, vlan, path }: Addressed) {
  return {
    address: known(inventory, address, path),
    device: linked(device, devicePath(inventory, device)),
    interface: port === undefined ? '' : portCell(inventory, device, port),
    vlan: vlan === undefined ? '' : known(inventory, vlanLabel(inventory, vlan)),
    title: titleOf(inventory, device),
  };
}
