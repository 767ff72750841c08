/** The table of addresses. */
import type { Host, Inventory } from '../../inventory/schema.ts';
import { labelsOf } from '../labels.ts';
import { linked, portCell } from '../links.ts';
import { titleOf } from '../members.ts';
import { devicePath } from '../paths.ts';
import { known, type TableArgs, type TableBuilder } from '../table.ts';
import { columns, vlanLabel } from './columns.ts';

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
