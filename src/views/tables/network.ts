/** Tables of switches, their ports and port-channels, the cables and the VLANs. */
import { effectivePort, effectivePortChannel } from '../../inventory/effective.ts';
import type { Inventory, NetworkSwitch, PortChannel, SwitchPort } from '../../inventory/schema.ts';
import { type Bundle, bundles, byPortName, cablingOf, type End, type Link } from '../cabling.ts';
import { labelsOf } from '../labels.ts';
import { channelCell, deviceCell, endCell, joined, part, portCell } from '../links.ts';
import { portAnchor, portPath } from '../paths.ts';
import { known, type Linked, type TableArgs, type TableBuilder } from '../table.ts';
import { columns, list, pick, vlanLabel } from './columns.ts';

export const switches: TableBuilder = (inventory, args) => ({
  caption: labelsOf(inventory).CAPTIONS.switches,
  columns: columns(
    inventory,
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
      name: deviceCell(inventory, name),
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
function linksCell(inventory: Inventory, bundle: Bundle): Linked | undefined {
  const end = ({ device, port }: End) => part(port, portPath(inventory, device, port));
  const cells = bundle.links.map(({ near, far }) => joined([end(near), end(far)], ' : ') as Linked);
  const between = { text: ', ' };
  const parts = cells.flatMap((cell, index) => [...(index === 0 ? [] : [between]), ...cell.parts]);
  return joined(parts, '');
}

export const portChannels: TableBuilder = (inventory, args) => {
  const all = pick(inventory.switches, args, 'switch').flatMap(([name]) =>
    bundles(inventory, name),
  );
  return {
    caption: labelsOf(inventory).CAPTIONS['port-channels'],
    columns: columns(
      inventory,
      ...(args.device === undefined ? (['code:switch'] as const) : []),
      'code:portChannel',
      'description',
      'code:device',
      'code:links',
      'vlan',
    ),
    rows: all.map((bundle) => {
      const { switch: name, id } = bundle;
      const path = `switches.${name}.port_channels.${id}`;
      const settings = effectivePortChannel(inventory.switches[name] as NetworkSwitch, id);
      return {
        switch: deviceCell(inventory, name),
        portChannel: channelCell(name, id),
        description: known(inventory, bundle.description, `${path}.description`),
        device: known(inventory, bundle.device && deviceCell(inventory, bundle.device), path),
        links: known(inventory, linksCell(inventory, bundle), path),
        vlan: known(inventory, vlanCell(inventory, settings), path),
      };
    }),
    anchors: all.map(({ id }) => `pc-${id}`),
  };
};

type Settings = Pick<PortChannel, 'mode' | 'access_vlan' | 'allowed_vlans'>;

export function vlanCell(
  inventory: Parameters<TableBuilder>[0],
  settings: Settings = {},
): string | undefined {
  if (settings.mode !== 'trunk') return vlanLabel(inventory, settings.access_vlan);
  const allowed = list(settings.allowed_vlans?.map((name) => vlanLabel(inventory, name) ?? name));
  return allowed === undefined ? 'trunk' : `trunk : ${allowed}`;
}

/** A switch's ports, or those of one of its port-channels. */
function portsOf({ ports: all }: NetworkSwitch, { channel }: TableArgs): [string, SwitchPort][] {
  const inChannel = ({ channel_group: group }: SwitchPort) => String(group?.id) === channel;
  return Object.entries(all).filter(([, port]) => channel === undefined || inChannel(port));
}

export const ports: TableBuilder = (inventory, args) => {
  const cabling = cablingOf(inventory);
  return {
    caption: labelsOf(inventory).CAPTIONS.ports,
    columns: columns(
      inventory,
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
      portsOf(one, args)
        .sort(([a], [b]) => byPortName(a, b))
        .map(([port, settings]) => {
          const path = `switches.${name}.ports.${port}`;
          const effective = effectivePort(one, port);
          const far = cabling.at(name, port)?.far;
          return {
            switch: deviceCell(inventory, name),
            port: args.device === undefined ? portCell(inventory, name, port) : port,
            description: known(inventory, settings.description, `${path}.description`),
            profile: settings.profile
              ? (one.profiles[settings.profile]?.title ?? settings.profile)
              : '',
            vlan: known(inventory, vlanCell(inventory, effective), path),
            portChannel: settings.channel_group ? channelCell(name, settings.channel_group.id) : '',
            lacp: settings.channel_group?.mode ?? '',
            farEnd: known(inventory, far && endCell(inventory, far), path),
          };
        }),
    ),
    anchors: pick(inventory.switches, args, 'switch').flatMap(([, one]) =>
      portsOf(one, args)
        .map(([port]) => port)
        .sort(byPortName)
        .map(portAnchor),
    ),
  };
};

export const cables: TableBuilder = (inventory, args) => {
  const all = chosenCables(inventory, args);
  return {
    caption: labelsOf(inventory).CAPTIONS.cables,
    columns: columns(inventory, 'code:a', 'code:b', 'num:speed', 'note'),
    rows: all.map(({ near, far, index }) => {
      const { speed, medium, note } = inventory.cables[index] as Inventory['cables'][number];
      return {
        a: endCell(inventory, near),
        b: endCell(inventory, far),
        speed: known(inventory, speed, `cables.${index}.speed`),
        note: [medium, note].filter(Boolean).join(' · '),
      };
    }),
  };
};

/** All cables from their end `a`; a device's from its own end. */
function chosenCables(inventory: Inventory, { device, channel }: TableArgs): readonly Link[] {
  const cabling = cablingOf(inventory);
  if (device === undefined) return cabling.all;
  if (channel === undefined) return cabling.of(device);
  const bundle = bundles(inventory, device).find(({ id }) => id === channel);
  return bundle?.ports.flatMap((port) => cabling.at(device, port) ?? []) ?? [];
}

export const vlans: TableBuilder = (inventory) => ({
  caption: labelsOf(inventory).CAPTIONS.vlans,
  columns: columns(inventory, 'num:id', 'code:name', 'title', 'purpose', 'code:subnet', 'note'),
  rows: Object.entries(inventory.vlans).map(([name, vlan]) => ({
    id: vlan.id,
    name,
    title: vlan.title,
    purpose: labelsOf(inventory).WORDS[vlan.purpose],
    subnet: known(inventory, vlan.subnet, `vlans.${name}.subnet`),
    note: vlan.note ?? '',
  })),
});
