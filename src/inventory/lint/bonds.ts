/** Rule 1: a bond and a port-channel are the two ends of one aggregate. */
import type { Path } from '../loaded.ts';
import { own } from '../path.ts';
import type { Inventory } from '../schema.ts';
import { error, type Finding, type LintInput, type LintRule, warning } from './rule.ts';
import type { BondAt, CableEnd } from './topology.ts';

export const bondPortChannel: LintRule = {
  id: 'bond-port-channel',
  *check(input) {
    for (const bond of input.topology.bonds) yield* fromBond(input, bond);
    for (const [name, { port_channels }] of Object.entries(input.inventory.switches))
      for (const id of Object.keys(port_channels)) yield* fromChannel(input, name, id);
  },
};

function* fromBond({ inventory, topology, say }: LintInput, bond: BondAt): Iterable<Finding> {
  const path: Path = [bond.kind, bond.device, 'bonds', bond.name, 'members'];
  const label = `${bond.device}:${bond.name}`;
  const cabled = bond.members.filter((nic) => topology.endsAt(bond.device, nic).length > 0);
  if (cabled.length === 0) return; // Coverage says it once.
  const missing = bond.members.filter((nic) => !cabled.includes(nic));
  if (missing.length > 0) yield warning(path, say.bondPartlyCabled(label, missing));
  if (!isAggregate(inventory, bond)) return;
  const ports = cabled.flatMap((nic) => topology.switchPorts(bond.device, nic));
  const switches = unique(ports.map((port) => port.name));
  const channels = unique(
    ports.flatMap((port) => (port.channel === undefined ? [] : `${port.name}:${port.channel}`)),
  );
  if (switches.length > 1) yield error(path, say.bondSwitches(label, switches));
  else if (channels.length > 1) yield error(path, say.bondChannels(label, channels));
  for (const { name, port, channel } of ports)
    if (channel === undefined)
      yield error(['switches', name, 'ports', port], say.bondNoChannel(label, `${name}:${port}`));
}

/** Other modes of Open vSwitch, such as active-backup, want no port-channel on the switch. */
function isAggregate(inventory: Inventory, { kind, device, name, lacp }: BondAt): boolean {
  if (kind === 'sans') return true;
  const mode = own(inventory.hosts, device)?.bonds[name]?.mode;
  return mode === 'balance-tcp' || lacp === 'active' || lacp === 'passive';
}

function* fromChannel(input: LintInput, name: string, id: string): Iterable<Finding> {
  const { topology, say } = input;
  const path: Path = ['switches', name, 'port_channels', id];
  const label = `${name}:${id}`;
  const members = topology.membersOf(name, Number(id));
  if (members.length === 0) yield warning(path, say.channelEmpty(label));
  const ends = members.map((port) => topology.across(name, port));
  const missing = members.filter((_, index) => ends[index]?.length === 0);
  if (missing.length > 0 && missing.length < members.length)
    yield warning(path, say.channelPartlyCabled(label, missing));
  const aggregates = unique(ends.flat().flatMap((end) => aggregateOf(input, end) ?? []));
  if (aggregates.length > 1) yield error(path, say.channelEnds(label, aggregates));
  for (const end of ends.flat())
    if (aggregateOf(input, end) === undefined)
      yield error(path, say.channelNoBond(label, `${end.device}:${end.port}`));
}

/** `device:aggregate` for the end of a cable: a bond, or the port-channel of another switch. */
function aggregateOf({ inventory, topology }: LintInput, end: CableEnd): string | undefined {
  const sw = own(inventory.switches, end.device);
  const channel = sw && own(sw.ports, end.port)?.channel_group?.id;
  const name = sw ? channel : topology.bondOf(end.device, end.port)?.name;
  if (name !== undefined) return `${end.device}:${name}`;
  // The aggregate of a SAN that declares none isn't known, but it is one device's.
  const san = own(inventory.sans, end.device);
  return san && Object.keys(san.bonds).length === 0 ? `${end.device}:?` : undefined;
}

export function unique<T>(items: readonly T[]): T[] {
  return [...new Set(items)];
}
