/** A switch's interfaces as IOS takes them: long names, VLAN numbers, lists cut to line length. */
import { effectivePort, effectivePortChannel } from '../inventory/effective.ts';
import type { Inventory, NetworkSwitch, SwitchPort } from '../inventory/schema.ts';
import { byPortName } from '../views/cabling.ts';

const LONG_NAMES: Readonly<Record<string, string>> = {
  Fa: 'FastEthernet',
  Gi: 'GigabitEthernet',
  Te: 'TenGigabitEthernet',
  Po: 'Port-channel',
};

/** `Gi0/26` → `GigabitEthernet0/26`. A name that is already long, or unknown, stays as it is. */
export function longName(port: string): string {
  const [, letters = '', rest = ''] = /^([A-Za-z-]+)(.*)$/.exec(port) ?? [];
  return `${LONG_NAMES[letters] ?? letters}${rest}`;
}

type Settings = Partial<Omit<SwitchPort, 'profile'>>;

/** Settings that a port-channel takes; the others act on physical ports only (3750 guide). */
const ON_PORT_CHANNEL = [
  'description',
  'mode',
  'encapsulation',
  'access_vlan',
  'native_vlan',
  'allowed_vlans',
  'portfast',
  'bpdufilter',
  'bpduguard',
  'dhcp_snooping_trust',
] as const satisfies readonly (keyof Settings)[];

/** Port-channels first, then ports, each in the order of their numbers, as `show running-config` has them. */
export function iosInterfaces(inventory: Inventory, device: NetworkSwitch) {
  const channels = Object.keys(device.port_channels)
    .sort(byPortName)
    .map((id) => {
      const settings = effectivePortChannel(device, id) ?? {};
      return iosInterface(inventory, `Port-channel${id}`, only(settings, ON_PORT_CHANNEL));
    });
  const ports = Object.keys(device.ports)
    .sort(byPortName)
    .map((name) => iosInterface(inventory, longName(name), effectivePort(device, name) ?? {}));
  return [...channels, ...ports];
}

function only(settings: Settings, keys: readonly (keyof Settings)[]): Settings {
  return Object.fromEntries(keys.flatMap((key) => (key in settings ? [[key, settings[key]]] : [])));
}

function iosInterface(inventory: Inventory, name: string, settings: Settings) {
  const { access_vlan, native_vlan, allowed_vlans, storm_control, ...rest } = settings;
  const id = (vlan: string | undefined) => (vlan ? inventory.vlans[vlan]?.id : undefined);
  return {
    ...rest,
    name,
    access_vlan: id(access_vlan),
    native_vlan: id(native_vlan),
    allowed_vlans: allowedLines((allowed_vlans ?? []).flatMap((vlan) => id(vlan) ?? [])),
    mac_notification: rest.mac_notification ?? [],
    storm_control: { levels: stormLevels(storm_control), action: storm_control?.action },
  };
}

type Storm = NonNullable<Settings['storm_control']>;

function stormLevels(storm: Storm | undefined): { traffic: string; level: string }[] {
  return (['broadcast', 'multicast', 'unicast'] as const).flatMap((traffic) => {
    const level = storm?.[traffic];
    if (level === undefined) return [];
    const unit = level.unit === 'percent' ? [] : [level.unit];
    const low = level.low === undefined ? [] : [level.low];
    return { traffic, level: [...unit, level.high, ...low].join(' ') };
  });
}

/** IOS cuts a list of VLANs after this many characters and goes on with `add`. */
const LIST_WIDTH = 60;

/**
 * VLAN numbers as one list, or a list and its `add` lines; ranges of three or more are written `a-b`.
 * Never preceded by a line that would allow all VLANs for a moment.
 */
export function allowedLines(ids: readonly number[]): string[] {
  const lines: string[] = [];
  for (const part of ranges(ids)) {
    const last = lines.at(-1);
    if (last === undefined) lines.push(part);
    else if (last.length + part.length < LIST_WIDTH) lines[lines.length - 1] = `${last},${part}`;
    else lines.push(`add ${part}`);
  }
  return lines;
}

function ranges(ids: readonly number[]): string[] {
  const found: [number, number][] = [];
  for (const id of [...new Set(ids)].sort((a, b) => a - b)) {
    const last = found.at(-1);
    if (last?.[1] === id - 1) last[1] = id;
    else found.push([id, id]);
  }
  return found.flatMap(([from, to]) => {
    if (from === to) return String(from);
    return to === from + 1 ? [String(from), String(to)] : `${from}-${to}`;
  });
}
