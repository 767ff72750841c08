/** Tables of hosts: who they are, and how to reach them. */
import { connection } from '../connection.ts';
import { labelsOf } from '../labels.ts';
import { deviceCell } from '../links.ts';
import { known, type TableBuilder } from '../table.ts';
import { columns, hostColumn, list, pick, yesNo } from './columns.ts';

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
