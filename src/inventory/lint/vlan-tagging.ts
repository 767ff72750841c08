/** Rule 6: both ends agree on tags. */
import { own } from '../path.ts';
import { error, type Finding, type LintInput, type LintRule } from './rule.ts';
import type { SwitchPortAt } from './topology.ts';
import { isTrunk, lines, type VlanUser, vlanUsers } from './vlans.ts';

export const vlanTagging: LintRule = {
  id: 'vlan-tagging',
  *check(input) {
    for (const user of vlanUsers(input.inventory, input.topology)) {
      const told = new Set<string>();
      for (const port of user.ports) {
        // The members of one port-channel have one answer.
        const at = `${port.name}:${port.channel ?? port.port}`;
        if (told.has(at)) continue;
        told.add(at);
        yield* between(input, user, port, at);
      }
    }
  },
};

function* between(
  { inventory, say }: LintInput,
  user: VlanUser,
  { sw, port }: SwitchPortAt,
  at: string,
): Iterable<Finding> {
  const { label, vlan, tagged, path } = user;
  const settings = lines(sw, port);
  if (!isTrunk(settings)) {
    const access = settings.access_vlan;
    if (tagged) yield error([...path, 'tagged'], say.tagOnAccess(label, vlan, at));
    else if (access !== undefined && access !== vlan)
      yield error([...path, 'vlan'], say.otherAccessVlan(label, vlan, at, access));
    return;
  }
  const native = settings.native_vlan;
  // Without a native_vlan line the native VLAN is number 1.
  const isNative = native === undefined ? own(inventory.vlans, vlan)?.id === 1 : native === vlan;
  if (tagged === false && !isNative)
    yield error([...path, 'tagged'], say.noTagOnTrunk(label, vlan, at, native ?? '1'));
}
