/** One port-channel, with the settings that both of its sides must agree on. */
import { effectivePortChannel } from '../../inventory/effective.ts';
import type { Inventory, NetworkSwitch } from '../../inventory/schema.ts';
import { type Bundle, bundles } from '../cabling.ts';
import { labelsOf } from '../labels.ts';
import { channelCell, deviceCell, linked } from '../links.ts';
import { portPath } from '../paths.ts';
import { type Cell, known, type TableBuilder } from '../table.ts';
import { columns, list, pick } from './columns.ts';
import { vlanCell } from './network.ts';

export const channel: TableBuilder = (inventory, args) => ({
  caption: labelsOf(inventory).DEVICE_CAPTIONS['port-channel'],
  columns: columns(
    inventory,
    ...(['code:switch', 'code:portChannel', 'description', 'profile', 'mode', 'vlan'] as const),
    ...(['code:lacp', 'code:device', 'code:bond', 'code:farLacp', 'num:speed', 'note'] as const),
  ),
  rows: pick(inventory.switches, args, 'switch').flatMap(([name, one]) =>
    bundles(inventory, name)
      .filter(({ id }) => args.channel === undefined || id === args.channel)
      .map((bundle) => row(inventory, one, bundle)),
  ),
});

function row(inventory: Inventory, one: NetworkSwitch, bundle: Bundle): Record<string, Cell> {
  const { switch: name, id, device } = bundle;
  const path = `switches.${name}.port_channels.${id}`;
  const settings = effectivePortChannel(one, id);
  const written = one.port_channels[id];
  const bond = device === undefined ? undefined : bondOf(inventory, bundle, device);
  const profile = written?.profile && (one.profiles[written.profile]?.title ?? written.profile);
  const modes = new Set(bundle.ports.map((port) => one.ports[port]?.channel_group?.mode ?? ''));
  return {
    switch: deviceCell(inventory, name),
    portChannel: channelCell(name, id),
    description: known(inventory, bundle.description, `${path}.description`),
    profile: profile ?? '',
    mode: known(inventory, settings?.mode, `${path}.mode`),
    vlan: known(inventory, vlanCell(inventory, settings), path),
    lacp: known(inventory, list([...modes].filter(Boolean))),
    device: known(inventory, device && deviceCell(inventory, device), path),
    bond: known(inventory, bond && linked(bond.name, bond.href)),
    farLacp: known(inventory, bond?.lacp, bond?.path),
    speed: known(inventory, speedOf(bundle)),
    note: written?.note ?? '',
  };
}

/** The aggregate at the other end: the one that the cabled ports are members of. */
function bondOf(inventory: Inventory, { links }: Bundle, device: string) {
  const kind = Object.hasOwn(inventory.hosts, device) ? 'hosts' : 'sans';
  const bonds = inventory[kind][device]?.bonds ?? {};
  const cabled = new Set(links.map(({ near }) => near.port));
  const found = Object.entries(bonds).find(([, { members }]) =>
    members.some((port) => cabled.has(port)),
  );
  if (found === undefined) return undefined;
  const [name, { lacp }] = found;
  const href = portPath(inventory, device, name);
  return { name, href, lacp, path: `${kind}.${device}.bonds.${name}.lacp` };
}

/** Of all its links together; undefined when that of one isn't known. */
function speedOf({ links }: Bundle): number | undefined {
  if (links.length === 0 || links.some(({ speed }) => speed === undefined)) return undefined;
  return links.reduce((sum, { speed = 0 }) => sum + speed, 0);
}
