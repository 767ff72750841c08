/** Who is cabled to whom: built once, in one pass over cables and bonds. */
import { splitEndpoint } from '../net.ts';
import { own } from '../path.ts';
import type { Bond, Host, Inventory, NetworkSwitch } from '../schema.ts';

/** One end of a cable, and where it is written. */
export interface CableEnd {
  readonly device: string;
  readonly port: string;
  /** Index of the cable. */
  readonly cable: number;
  readonly end: 'a' | 'b';
}

/** A bond of a host or a SAN. */
export interface BondAt {
  readonly kind: 'hosts' | 'sans';
  readonly device: string;
  readonly name: string;
  readonly members: readonly string[];
  /** Absent where it isn't known: on a SAN, or on a SAN's bond. */
  readonly lacp?: Bond['lacp'];
}

/** A switch port that a cable ends at. */
export interface SwitchPortAt {
  readonly name: string;
  readonly sw: NetworkSwitch;
  readonly port: string;
  readonly cable: number;
  /** Number of the port-channel that the port is a member of. */
  readonly channel?: number;
}

export interface Topology {
  /** All cable ends at `device:port`. */
  endsAt(device: string, port: string): readonly CableEnd[];
  /** The other ends of the cables at `device:port`. */
  across(device: string, port: string): readonly CableEnd[];
  /** The switch ports that a NIC is cabled to. */
  switchPorts(device: string, nic: string): readonly SwitchPortAt[];
  /** The first bond that a NIC is a member of. */
  bondOf(device: string, nic: string): BondAt | undefined;
  readonly bonds: readonly BondAt[];
  /** Ports of a switch, by the port-channel that they are members of. */
  membersOf(sw: string, channel: number): readonly string[];
}

/** Indexes the cabling and the bonds once, for all rules: each look-up is then a map's. */
export function topology(inventory: Inventory): Topology {
  const ends = cableEnds(inventory);
  const bonds = allBonds(inventory);
  const bondByNic = new Map<string, BondAt>();
  for (const bond of bonds)
    for (const member of bond.members) {
      const key = `${bond.device}:${member}`;
      if (!bondByNic.has(key)) bondByNic.set(key, bond);
    }
  const channels = channelMembers(inventory);
  const endsAt = (device: string, port: string) => ends.get(`${device}:${port}`) ?? [];
  const across = (device: string, port: string) =>
    endsAt(device, port).map((end) => otherEnd(inventory, end));
  return {
    endsAt,
    across,
    switchPorts: (device, nic) =>
      across(device, nic).flatMap((end) => switchPort(inventory, end) ?? []),
    bondOf: (device, nic) => bondByNic.get(`${device}:${nic}`),
    bonds,
    membersOf: (sw, channel) => channels.get(`${sw}:${channel}`) ?? [],
  };
}

/** The bonds that carry what is on a bridge: those that are ports of it. */
export function uplinks(host: Host, bridge: string): string[] {
  return Object.entries(host.bonds)
    .filter(([, bond]) => bond.bridge === bridge)
    .map(([name]) => name);
}

function cableEnds(inventory: Inventory): Map<string, CableEnd[]> {
  const ends = new Map<string, CableEnd[]>();
  inventory.cables.forEach((cable, index) => {
    for (const end of ['a', 'b'] as const) {
      const at = { ...splitEndpoint(cable[end]), cable: index, end };
      push(ends, cable[end], at);
    }
  });
  return ends;
}

function otherEnd(inventory: Inventory, { cable, end }: CableEnd): CableEnd {
  const other = end === 'a' ? 'b' : 'a';
  return { ...splitEndpoint(inventory.cables[cable]?.[other] ?? ''), cable, end: other };
}

function switchPort(inventory: Inventory, end: CableEnd): SwitchPortAt | undefined {
  const sw = own(inventory.switches, end.device);
  const channel = sw && own(sw.ports, end.port)?.channel_group?.id;
  return sw && { name: end.device, sw, port: end.port, cable: end.cable, channel };
}

type Bonds = Readonly<Record<string, Pick<Bond, 'members' | 'lacp'>>>;

function allBonds({ hosts, sans }: Inventory): BondAt[] {
  // Open vSwitch doesn't speak LACP unless told to; of a SAN nothing is assumed.
  return [
    ...Object.entries(hosts).flatMap(([name, { bonds }]) => bondsOf('hosts', name, bonds, 'off')),
    ...Object.entries(sans).flatMap(([name, { bonds }]) => bondsOf('sans', name, bonds)),
  ];
}

function bondsOf(
  kind: BondAt['kind'],
  device: string,
  bonds: Bonds,
  otherwise?: BondAt['lacp'],
): BondAt[] {
  return Object.entries(bonds).map(([name, { members, lacp = otherwise }]) => ({
    kind,
    device,
    name,
    members,
    lacp,
  }));
}

function channelMembers(inventory: Inventory): Map<string, string[]> {
  const members = new Map<string, string[]>();
  for (const [name, sw] of Object.entries(inventory.switches))
    for (const [port, { channel_group: group }] of Object.entries(sw.ports))
      if (group) push(members, `${name}:${group.id}`, port);
  return members;
}

/** Adds to the list under a key. */
export function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
