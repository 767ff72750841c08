/** Tables of switches, their ports and port-channels, the cables and the VLANs. */
import { effectivePort, effectivePortChannel } from '../../inventory/effective.ts';
import type { PortChannel } from '../../inventory/schema.ts';
import { type Bundle, bundles, byPortName, cablingOf, parseEnd } from '../cabling.ts';
import { CAPTIONS, WORDS } from '../labels.ts';
import { known, type TableBuilder } from '../table.ts';
import { columns, list, pick, vlanLabel } from './columns.ts';

export const switches: TableBuilder = (inventory, args) => ({
  caption: CAPTIONS.switches,
  columns: columns(
    'code:name',
    'title',
    'roles',
    'platform',
    'model',
    'version',
    'code:address',
    'num:mtu',
    'note',
  ),
  rows: pick(inventory.switches, args, 'switch').map(([name, one]) => {
    const path = `switches.${name}`;
    const platform = one.platform === 'unknown' ? undefined : one.platform;
    return {
      name,
      title: one.title ?? name,
      roles: known(inventory, list(one.roles), `${path}.roles`),
      platform: known(inventory, platform, `${path}.platform`),
      model: known(inventory, one.model, `${path}.model`),
      version: known(inventory, one.ios_version, `${path}.ios_version`),
      address: known(inventory, one.address, `${path}.address`),
      mtu: known(inventory, one.system_mtu, `${path}.system_mtu`),
      note: one.note ?? '',
    };
  }),
});

/** A bundle's links as the documentation writes them: `eth2 : Gi0/32, eth3 : Gi0/33`. */
export function linksText(bundle: Bundle): string | undefined {
  return list(bundle.links.map((link) => `${link.near.port} : ${link.far.port}`));
}

export const portChannels: TableBuilder = (inventory, args) => {
  return {
    caption: CAPTIONS['port-channels'],
    columns: columns(
      ...(args.device === undefined ? (['code:switch'] as const) : []),
      'code:portChannel',
      'description',
      'code:device',
      'code:links',
      'vlan',
    ),
    rows: pick(inventory.switches, args, 'switch').flatMap(([name, one]) =>
      bundles(inventory, name).map((bundle) => {
        const path = `switches.${name}.port_channels.${bundle.id}`;
        const settings = effectivePortChannel(one, bundle.id);
        return {
          switch: name,
          portChannel: `PC ${bundle.id}`,
          description: known(inventory, bundle.description, `${path}.description`),
          device: known(inventory, bundle.device, path),
          links: known(inventory, linksText(bundle), path),
          vlan: known(inventory, vlanCell(inventory, settings), path),
        };
      }),
    ),
  };
};

type Settings = Pick<PortChannel, 'mode' | 'access_vlan' | 'allowed_vlans'>;

function vlanCell(
  inventory: Parameters<TableBuilder>[0],
  settings: Settings = {},
): string | undefined {
  if (settings.mode !== 'trunk') return vlanLabel(inventory, settings.access_vlan);
  const allowed = list(settings.allowed_vlans?.map((name) => vlanLabel(inventory, name) ?? name));
  return allowed === undefined ? 'trunk' : `trunk : ${allowed}`;
}

export const ports: TableBuilder = (inventory, args) => {
  const cabling = cablingOf(inventory);
  return {
    caption: CAPTIONS.ports,
    columns: columns(
      ...(args.device === undefined ? (['code:switch'] as const) : []),
      'code:port',
      'description',
      'profile',
      'vlan',
      'code:portChannel',
      'code:lacp',
      'code:farEnd',
    ),
    rows: pick(inventory.switches, args, 'switch').flatMap(([name, one]) =>
      Object.entries(one.ports)
        .sort(([a], [b]) => byPortName(a, b))
        .map(([port, settings]) => {
          const path = `switches.${name}.ports.${port}`;
          const effective = effectivePort(one, port);
          const far = cabling.at(name, port)?.far;
          return {
            switch: name,
            port,
            description: known(inventory, settings.description, `${path}.description`),
            profile: settings.profile
              ? (one.profiles[settings.profile]?.title ?? settings.profile)
              : '',
            vlan: known(inventory, vlanCell(inventory, effective), path),
            portChannel: settings.channel_group ? `PC ${settings.channel_group.id}` : '',
            lacp: settings.channel_group?.mode ?? '',
            farEnd: known(inventory, far && `${far.device} ${far.port}`, path),
          };
        }),
    ),
  };
};

export const cables: TableBuilder = (inventory, args) => ({
  caption: CAPTIONS.cables,
  columns: columns('code:a', 'code:b', 'num:speed', 'note'),
  rows: inventory.cables.flatMap((cable, index) => {
    const [a, b] = [parseEnd(cable.a), parseEnd(cable.b)];
    if (args.device !== undefined && args.device !== a.device && args.device !== b.device)
      return [];
    return {
      a: `${a.device} ${a.port}`,
      b: `${b.device} ${b.port}`,
      speed: known(inventory, cable.speed, `cables.${index}.speed`),
      note: cable.note ?? '',
    };
  }),
});

export const vlans: TableBuilder = (inventory) => ({
  caption: CAPTIONS.vlans,
  columns: columns('num:id', 'code:name', 'title', 'purpose', 'code:subnet', 'note'),
  rows: Object.entries(inventory.vlans).map(([name, vlan]) => ({
    id: vlan.id,
    name,
    title: vlan.title,
    purpose: WORDS[vlan.purpose],
    subnet: known(inventory, vlan.subnet, `vlans.${name}.subnet`),
    note: vlan.note ?? '',
  })),
});
