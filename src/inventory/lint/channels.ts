/** Rule 5: a port has the settings of its port-channel. */
import { effectivePort, effectivePortChannel } from '../effective.ts';
import { type PortSettings, SETTING_NAMES } from '../schema/network.ts';
import type { NetworkSwitch } from '../schema.ts';
import { error, type Finding, type LintInput, type LintRule, warning } from './rule.ts';

/** IOS suspends a member that differs on one of these (`%EC-5-CANNOT_BUNDLE2`). */
const SUSPENDS: readonly (keyof PortSettings)[] = [
  'mode',
  'encapsulation',
  'access_vlan',
  'native_vlan',
  'allowed_vlans',
  'speed',
];

export const channelMemberSettings: LintRule = {
  id: 'channel-member-settings',
  *check(input) {
    for (const [name, sw] of Object.entries(input.inventory.switches))
      for (const port of Object.keys(sw.ports)) yield* compare(input, name, sw, port);
  },
};

function* compare(
  { say }: LintInput,
  name: string,
  sw: NetworkSwitch,
  port: string,
): Iterable<Finding> {
  const member = effectivePort(sw, port);
  const id = member?.channel_group?.id;
  const channel = id === undefined ? undefined : effectivePortChannel(sw, id);
  // A port-channel without any line takes those of its first member.
  if (!member || !channel || SETTING_NAMES.every((key) => channel[key] === undefined)) return;
  for (const key of SETTING_NAMES) {
    if (canonical(member[key]) === canonical(channel[key])) continue;
    const finding = SUSPENDS.includes(key) ? error : warning;
    yield finding(
      ['switches', name, 'ports', port, key],
      say.memberSetting(`${name}:${port}`, String(id), key, channel[key], member[key]),
    );
  }
}

/** Text of a setting that doesn't depend on the order of lists and keys; false is as absent. */
function canonical(value: unknown): string {
  if (value === undefined || value === false) return '';
  if (Array.isArray(value)) return JSON.stringify([...value].sort());
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(entries.map(([key, inner]) => [key, canonical(inner)]));
}
