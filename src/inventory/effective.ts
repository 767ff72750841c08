/**
 * What a switch port is really set to: its profile's settings, overlaid by its own.
 *
 * The one place where profiles are resolved; configs, views and lint all read from here.
 */
import { own } from './path.ts';
import type { PortSettings } from './schema/network.ts';
import type { NetworkSwitch, PortChannel, SwitchPort } from './schema.ts';

/** A port with its profile's settings written out. */
export type EffectivePort = Omit<SwitchPort, 'profile'>;
/** A port-channel with its profile's settings written out. */
export type EffectivePortChannel = Omit<PortChannel, 'profile'>;

/**
 * The port's own lines over its profile's. A setting is replaced whole: a port that
 * gives its own `storm_control` takes nothing of the profile's.
 * @returns undefined when the switch has no such port.
 */
export function effectivePort(sw: NetworkSwitch, portName: string): EffectivePort | undefined {
  const port = own(sw.ports, portName);
  return port && overlay(sw, port);
}

/**
 * The port-channel's own lines over its profile's.
 * @param id its number, e.g. `10` or `'10'`.
 * @returns undefined when the switch has no such port-channel.
 */
export function effectivePortChannel(
  sw: NetworkSwitch,
  id: number | string,
): EffectivePortChannel | undefined {
  const channel = own(sw.port_channels, String(id));
  return channel && overlay(sw, channel);
}

function overlay<T extends { profile?: string }>(sw: NetworkSwitch, item: T): Omit<T, 'profile'> {
  const { profile, ...lines } = item;
  const { title: _title, ...base } = (profile && own(sw.profiles, profile)) || {};
  const given = Object.entries(lines).filter(([, value]) => value !== undefined);
  return { ...(base as PortSettings), ...Object.fromEntries(given) } as Omit<T, 'profile'>;
}
