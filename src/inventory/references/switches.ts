import type { Path } from '../loaded.ts';
import type { NetworkSwitch, PortProfile } from '../schema.ts';
import type { References } from './context.ts';

/** Inside a switch: profiles, VLANs, channel groups; a port known under one name only. */
export function checkSwitches(context: References): void {
  for (const [name, sw] of Object.entries(context.inventory.switches)) {
    const at: Path = ['switches', name];
    checkLines(context, at, 'profiles', sw.profiles);
    checkLines(context, at, 'port_channels', sw.port_channels);
    checkLines(context, at, 'ports', sw.ports);
    checkChannelGroups(context, at, sw);
  }
}

type Lines = Pick<PortProfile, 'access_vlan' | 'native_vlan' | 'allowed_vlans'> & {
  readonly profile?: string;
};

function checkLines(
  { require }: References,
  at: Path,
  kind: 'profiles' | 'port_channels' | 'ports',
  items: Readonly<Record<string, Lines>>,
): void {
  for (const [name, lines] of Object.entries(items)) {
    const here = [...at, kind, name];
    const { profile, access_vlan, native_vlan, allowed_vlans = [] } = lines;
    if (profile !== undefined)
      require([...here, 'profile'], profile, [...at, 'profiles'], 'a profile');
    for (const [key, vlan] of Object.entries({ access_vlan, native_vlan }))
      if (vlan !== undefined) require([...here, key], vlan, ['vlans'], 'a VLAN');
    allowed_vlans.forEach((vlan, index) => {
      require([...here, 'allowed_vlans', index], vlan, ['vlans'], 'a VLAN');
    });
  }
}

function checkChannelGroups({ names, report }: References, at: Path, sw: NetworkSwitch): void {
  const channels = names([...at, 'port_channels']);
  const known = new Set(channels);
  for (const [port, { channel_group: group }] of Object.entries(sw.ports)) {
    if (!group || known.has(String(group.id))) continue;
    report([...at, 'ports', port, 'channel_group', 'id'], {
      message: `${port} is in channel-group ${group.id}, but ${at[1]} has no such port-channel`,
      expected: `a number under ${at.join('.')}.port_channels`,
      actual: String(group.id),
      hint: channels.length > 0 ? `known: ${channels.join(', ')}` : 'none is declared',
    });
  }
}
