/** Tables of hosts: who they are, how to reach them, and the inside of their network. */
import { cablingOf } from '../cabling.ts';
import { connection } from '../connection.ts';
import { hostNetwork, networkedHosts } from '../host-network.ts';
import { CAPTIONS, WORDS } from '../labels.ts';
import { titleOf } from '../members.ts';
import { known, type TableBuilder } from '../table.ts';
import { columns, list, pick, vlanLabel, yesNo } from './columns.ts';

export const hosts: TableBuilder = (inventory, args) => ({
  caption: CAPTIONS.hosts,
  columns: columns('code:name', 'title', 'roles', 'site', 'code:address', 'note'),
  rows: pick(inventory.hosts, args, 'host').map(([name, host]) => ({
    name,
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
  caption: CAPTIONS.access,
  columns: columns('code:host', 'code:user', 'sudo', 'code:hostKeys', 'note'),
  rows: pick(inventory.hosts, args, 'host').flatMap(([name, host]) => {
    const hostKeys = known(inventory, list(host.ssh.host_keys), `hosts.${name}.ssh.host_keys`);
    const accounts = Object.entries(host.users).map(([user, account]) => ({
      host: name,
      user,
      sudo: yesNo(account.sudo),
      hostKeys,
      note: account.note ?? '',
    }));
    const user = host.ssh.user;
    if (user === undefined || Object.hasOwn(host.users, user)) return accounts;
    return [
      { host: name, user, sudo: user === 'root' ? '' : yesNo(false), hostKeys, note: '' },
      ...accounts,
    ];
  }),
});

/** The named hosts' networks; all that are modelled when none is named. */
function networks(...[inventory, args]: Parameters<TableBuilder>) {
  if (args.device !== undefined) pick(inventory.hosts, args, 'host');
  const names = args.device === undefined ? networkedHosts(inventory) : [args.device];
  return names.map((name) => hostNetwork(inventory, name));
}

export const interfaces: TableBuilder = (inventory, args) => {
  const cabling = cablingOf(inventory);
  return {
    caption: CAPTIONS.interfaces,
    columns: columns('code:host', 'code:interface', 'code:bond', 'code:farEnd', 'num:mtu'),
    rows: networks(inventory, args).flatMap(({ host, nics, bonds }) =>
      nics.map((nic) => {
        const far = cabling.at(host, nic.name)?.far;
        return {
          host,
          interface: nic.name,
          bond: bonds.find((bond) => bond.members.includes(nic.name))?.name ?? '',
          farEnd: known(
            inventory,
            far && `${far.device} ${far.port}`,
            `hosts.${host}.nics.${nic.name}`,
          ),
          mtu: known(inventory, nic.mtu, `hosts.${host}.nics.${nic.name}.mtu`),
        };
      }),
    ),
  };
};

export const bonds: TableBuilder = (inventory, args) => ({
  caption: CAPTIONS.bonds,
  columns: columns(
    'code:host',
    'code:bond',
    'code:members',
    'code:mode',
    'code:lacp',
    'lacpTime',
    'num:mtu',
    'code:bridge',
    'purpose',
  ),
  rows: networks(inventory, args).flatMap(({ host, bonds: all }) =>
    all.map((bond) => {
      const path = `hosts.${host}.bonds.${bond.name}`;
      return {
        host,
        bond: bond.name,
        members: bond.members.join(', '),
        mode: known(inventory, bond.mode, `${path}.mode`),
        lacp: known(inventory, bond.lacp, `${path}.lacp`),
        lacpTime: known(inventory, bond.lacp_time && WORDS[bond.lacp_time], `${path}.lacp_time`),
        mtu: known(inventory, bond.mtu, `${path}.mtu`),
        bridge: known(inventory, bond.bridge, `${path}.bridge`),
        purpose: bond.purpose ?? '',
      };
    }),
  ),
});

export const bridges: TableBuilder = (inventory, args) => ({
  caption: CAPTIONS.bridges,
  columns: columns(
    'code:host',
    'code:bridge',
    'kind',
    'autostart',
    'code:attached',
    'num:mtu',
    'note',
  ),
  rows: networks(inventory, args).flatMap(({ host, bridges: all }) =>
    all.map((bridge) => ({
      host,
      bridge: bridge.name,
      kind: WORDS[bridge.kind],
      autostart: yesNo(bridge.autostart),
      attached: bridge.attached.join(', '),
      mtu: known(inventory, bridge.mtu, `hosts.${host}.bridges.${bridge.name}.mtu`),
      note: bridge.note ?? '',
    })),
  ),
});

export const intPorts: TableBuilder = (inventory, args) => ({
  caption: CAPTIONS['int-ports'],
  columns: columns(
    'code:host',
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
        host,
        interface: port.name,
        bridge: port.bridge,
        vlan: vlanLabel(inventory, port.vlan) ?? '',
        tagged: yesNo(port.tagged),
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
});

/** Every address that the inventory knows, whose it is and what it is for. */
export const addresses: TableBuilder = (inventory, args) => {
  const cell = (value: string | undefined) => known(inventory, value);
  const ofHosts = Object.entries(inventory.hosts).flatMap(([device, host]) => [
    ...(host.address ? [{ address: host.address, device, interface: '', vlan: '' }] : []),
    ...Object.entries(host.ports).map(([name, port]) => ({
      address: known(inventory, port.address, `hosts.${device}.ports.${name}.address`),
      device,
      interface: name,
      vlan: cell(vlanLabel(inventory, port.vlan)),
    })),
  ]);
  const ofOthers = [
    ...Object.entries(inventory.switches).map(([device, one]) => ({
      address: known(inventory, one.address, `switches.${device}.address`),
      device,
      interface: '',
      vlan: '',
    })),
    ...Object.entries(inventory.sans).map(([device, one]) => ({
      address: known(inventory, one.address, `sans.${device}.address`),
      device,
      interface: '',
      vlan: one.vlan === undefined ? '' : cell(vlanLabel(inventory, one.vlan)),
    })),
  ];
  const rows = [...ofHosts, ...ofOthers]
    .filter((row) => args.device === undefined || row.device === args.device)
    .map((row) => ({ ...row, title: titleOf(inventory, row.device) }));
  return {
    caption: CAPTIONS.addresses,
    columns: columns('code:address', 'title', 'code:device', 'code:interface', 'vlan'),
    rows,
  };
};
