/** What lint says, in English. Each entry is one kind of finding; `fr.ts` has the same keys. */
import type { Words } from '../rule.ts';

const list = (names: readonly (string | number)[]) => names.join(', ');
const plural = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** A value that lint found, written for people. */
export function value(found: unknown): string {
  if (found === undefined) return 'nothing';
  return typeof found === 'object' ? JSON.stringify(found) : String(found);
}

export const en = {
  bondSwitches: (bond: string, switches: string[]): Words => ({
    message: `the members of ${bond} end on several switches`,
    expected: 'one switch: an aggregate has one partner',
    actual: list(switches),
    hint: 'move the cables to one switch, or make two bonds',
  }),
  bondChannels: (bond: string, channels: string[]): Words => ({
    message: `the members of ${bond} end in several port-channels`,
    expected: 'one port-channel',
    actual: list(channels),
    hint: 'correct the channel_group of the ports, or the cables',
  }),
  bondNoChannel: (bond: string, port: string): Words => ({
    message: `${bond} is an aggregate, but ${port} is in no port-channel`,
    expected: 'a channel_group on the port',
    actual: 'none',
    hint: 'add channel_group to the port, or correct the cable',
  }),
  bondPartlyCabled: (bond: string, missing: string[]): Words => ({
    message: `${bond} is cabled in part`,
    expected: 'a cable on each member',
    actual: `no cable on ${list(missing)}`,
    hint: 'add the cable, or take the NIC out of the bond',
  }),
  channelEnds: (channel: string, ends: string[]): Words => ({
    message: `the members of ${channel} lead to different aggregates`,
    expected: 'one bond of one device',
    actual: list(ends),
    hint: 'correct the channel_group of the ports, or the cables',
  }),
  channelNoBond: (channel: string, nic: string): Words => ({
    message: `${channel} leads to ${nic}, which is in no bond`,
    expected: 'a bond that has the NIC as a member',
    actual: 'none',
    hint: 'declare the bond, or take the port out of the port-channel',
  }),
  channelPartlyCabled: (channel: string, missing: string[]): Words => ({
    message: `${channel} is cabled in part`,
    expected: 'a cable on each member',
    actual: `no cable on ${list(missing)}`,
    hint: 'add the cable, or take the port out of the port-channel',
  }),
  channelEmpty: (channel: string): Words => ({
    message: `${channel} has no member`,
    expected: 'at least one port with this channel_group',
    actual: 'none',
    hint: 'add channel_group to its ports, or remove it',
  }),
  lacpPair: (near: string, nearMode: string, far: string, farMode: string): Words => ({
    message: `${near} and ${far} can't form an aggregate`,
    expected: 'active with active or passive; on with on',
    actual: `${near} is ${nearMode}, ${far} is ${farMode}`,
    hint: 'set one of the two ends to active',
  }),
  lacpBalanceTcp: (bond: string, mode: string): Words => ({
    message: `${bond} is balance-tcp without LACP: Open vSwitch drops all its traffic`,
    expected: 'lacp: active or passive',
    actual: `lacp: ${mode}`,
    hint: 'write "lacp: active"',
  }),
  lacpProtocol: (port: string, protocol: string, mode: string): Words => ({
    message: `${port}: channel-protocol ${protocol} refuses mode ${mode}`,
    expected: protocol === 'lacp' ? 'active or passive' : 'desirable or auto',
    actual: mode,
    hint: 'correct the mode, or remove the protocol',
  }),
  portTwoCables: (port: string, place: string): Words => ({
    message: `${port} already has a cable`,
    expected: 'one cable a port',
    actual: `another one at ${place}`,
    hint: 'correct one of the two cables',
  }),
  nicTwoBonds: (nic: string, first: string): Words => ({
    message: `${nic} is already a member of ${first}`,
    expected: 'one bond a NIC',
    actual: first,
    hint: 'take it out of one of the two',
  }),
  memberSetting: (
    port: string,
    channel: string,
    setting: string,
    expected: unknown,
    actual: unknown,
  ): Words => ({
    message: `${port} and its port-channel ${channel} differ on ${setting}`,
    expected: value(expected),
    actual: value(actual),
    hint: 'give both the same profile: the switch suspends or misapplies a member that differs',
  }),
  tagOnAccess: (port: string, vlan: string, sw: string): Words => ({
    message: `${port} sends tagged frames (${vlan}), but ${sw} is an access port`,
    expected: 'no tag towards an access port',
    actual: 'tagged: true',
    hint: 'write "tagged: false", or make the switch side a trunk',
  }),
  noTagOnTrunk: (port: string, vlan: string, sw: string, native: string): Words => ({
    message: `${port} sends untagged frames, but ${sw} is a trunk whose native VLAN isn't ${vlan}`,
    expected: `a tag, or native_vlan: ${vlan}`,
    actual: `native VLAN: ${native}`,
    hint: 'write "tagged: true" on the port',
  }),
  otherAccessVlan: (port: string, vlan: string, sw: string, access: string): Words => ({
    message: `${port} is in the VLAN ${vlan}, but ${sw} puts it in another one`,
    expected: vlan,
    actual: access,
    hint: 'correct access_vlan on the switch, or vlan on the port',
  }),
  vlanNotAllowed: (vlan: string, sw: string, whom: string): Words => ({
    message: `${sw} doesn't let the VLAN ${vlan} through, which ${whom} needs`,
    expected: `${vlan} among allowed_vlans`,
    actual: 'not in the list',
    hint: 'add it to the list of the port, its port-channel and its profile',
  }),
  vlanOneSide: (vlan: string, allows: string, refuses: string): Words => ({
    message: `the VLAN ${vlan} is allowed on ${allows}, not on ${refuses}`,
    expected: 'both ends of a link allow the same VLANs',
    actual: `${refuses} refuses it`,
    hint: 'add it on one side, or remove it on the other',
  }),
  vlanSplit: (vlan: string, from: string, to: string): Words => ({
    message: `the VLAN ${vlan} doesn't reach from ${from} to ${to}, though cables do`,
    expected: 'the VLAN allowed on each link between the two switches',
    actual: 'no path carries it',
    hint: 'allow it on the trunks between them',
  }),
  vlanUndeclared: (port: string, id: number): Words => ({
    message: `${port} uses VLAN ${id}, which isn't declared`,
    expected: 'a VLAN with this id under vlans',
    actual: String(id),
    hint: 'declare it, or correct the number',
  }),
  vlanIdTwice: (vlan: string, id: number, first: string): Words => ({
    message: `${vlan} has the id of ${first}`,
    expected: 'one id a VLAN',
    actual: String(id),
    hint: 'correct one of the two',
  }),
  addressTwice: (address: string, first: string, second: string): Words => ({
    message: `${address} is given twice`,
    expected: 'one interface an address',
    actual: `${first} and ${second}`,
    hint: 'correct one of the two',
  }),
  addressOutside: (owner: string, address: string, subnet: string): Words => ({
    message: `${owner} has an address outside its network`,
    expected: `an address in ${subnet}`,
    actual: address,
    hint: 'correct the address, the VLAN or its subnet',
  }),
  addressReserved: (owner: string, address: string, subnet: string): Words => ({
    message: `${owner} has the network or broadcast address of ${subnet}`,
    expected: 'an address that a device may have',
    actual: address,
    hint: 'choose another one',
  }),
  prefixDiffers: (owner: string, prefix: number, subnet: string): Words => ({
    message: `${owner} has another prefix than its VLAN`,
    expected: subnet,
    actual: `/${prefix}`,
    hint: 'correct one of the two',
  }),
  gatewayTwice: (host: string, ports: string[]): Words => ({
    message: `${host} has several gateways`,
    expected: 'one default route',
    actual: list(ports),
    hint: 'keep the one of the management port',
  }),
  gatewayOnStorage: (owner: string, vlan: string, gateway: string): Words => ({
    message: `${owner} has a gateway on the storage VLAN ${vlan}`,
    expected: 'no gateway: storage traffic is never routed',
    actual: gateway,
    hint: 'remove the gateway',
  }),
  gatewayOutside: (owner: string, gateway: string, subnet: string): Words => ({
    message: `${owner} has a gateway outside its network`,
    expected: `an address in ${subnet}`,
    actual: gateway,
    hint: 'correct the gateway, the VLAN or its subnet',
  }),
  subnetsOverlap: (vlan: string, subnet: string, other: string): Words => ({
    message: `the networks of ${vlan} and ${other} overlap`,
    expected: 'a network of its own for each VLAN',
    actual: subnet,
    hint: 'correct one of the two',
  }),
  addressOfNobody: (address: string, purpose: string): Words => ({
    message: `${address} (${purpose}) is waited for, but no device has it`,
    expected: 'the address of a device of the inventory',
    actual: address,
    hint: 'write on the device that it has this address, once that is known',
  }),
  quorumEven: (cluster: string, votes: number): Words => ({
    message: `${cluster} has an even number of votes and no arbiter: a split in two halves stops both`,
    expected: 'an odd number of votes, or a QDevice',
    actual: plural(votes, 'vote'),
    hint: 'add a QDevice',
  }),
  quorumOddQdevice: (cluster: string, votes: number): Words => ({
    message: `${cluster} has an odd number of node votes and a QDevice`,
    expected: 'a QDevice with an even number only',
    actual: plural(votes, 'vote'),
    hint: 'remove the QDevice',
  }),
  quorumExpected: (cluster: string, expected: number, votes: number): Words => ({
    message: `${cluster} expects another number of votes than its nodes have`,
    expected: plural(votes, 'vote'),
    actual: `expected_votes: ${expected}`,
    hint: 'correct expected_votes, or the list of nodes',
  }),
  quorumMargin: (cluster: string, votes: number, quorum: number, losses: number): Words => ({
    message: `${cluster}: ${plural(votes, 'vote')}, quorum at ${quorum}: survives the loss of ${plural(losses, 'node')}`,
  }),
  nodeIdTwice: (node: string, id: number, first: string): Words => ({
    message: `${node} has the node id of ${first}`,
    expected: 'one id a node',
    actual: String(id),
    hint: 'read the ids with "pvecm nodes"',
  }),
  prefixWithoutDirect: (storage: string, prefix: string): Words => ({
    message: `${storage} begins with ${prefix}, but guests don't use its LUNs directly`,
    expected: `a name without ${prefix}, or direct: true`,
    actual: 'direct: false',
    hint: 'rename the storage, or check how it is really used',
  }),
  directWithoutPrefix: (storage: string, prefix: string): Words => ({
    message: `guests use the LUNs of ${storage} directly, but its name doesn't begin with ${prefix}`,
    expected: `a name that begins with ${prefix}`,
    actual: storage,
    hint: 'rename the storage',
  }),
  lvmOverDirect: (storage: string, base: string): Words => ({
    message: `${storage} makes a volume group of LUNs that guests use directly (${base})`,
    expected: 'a base with direct: false',
    actual: 'direct: true',
    hint: 'nothing protects the data from two writers: use another base',
  }),
  sharedOnLocal: (storage: string, group: string): Words => ({
    message: `${storage} is shared, but ${group} lies on local disks`,
    expected: 'shared: false',
    actual: 'shared: true',
    hint: 'each node has other data under this name: write "shared: false"',
  }),
  sanNotShared: (storage: string, group: string): Words => ({
    message: `${storage} isn't shared, though ${group} lies on a SAN`,
    expected: 'shared: true',
    actual: 'shared: false',
    hint: 'write "shared: true", so that guests can move between nodes',
  }),
  baseMissing: (storage: string): Words => ({
    message: `${storage} lies on a SAN, but doesn't say on which storage`,
    expected: 'base: an iSCSI storage, and lun: one of its LUNs',
    actual: 'no base',
    hint: 'add "base: …" and "lun: …"',
  }),
  lunMissing: (storage: string, base: string): Words => ({
    message: `${storage} doesn't say which LUN of ${base} it uses`,
    expected: "lun: a LUN of the base's target",
    actual: 'no lun',
    hint: 'add "lun: …"',
  }),
  groupTwice: (group: string, first: string, second: string): Words => ({
    message: `the volume group ${group} is declared by two storages`,
    expected: 'one storage a volume group',
    actual: `${first} and ${second}`,
    hint: 'correct the volume_group of one of them',
  }),
  lunTwice: (lun: string, first: string, second: string): Words => ({
    message: `the LUN ${lun} is the base of two storages`,
    expected: 'one storage a LUN',
    actual: `${first} and ${second}`,
    hint: 'correct the lun of one of them',
  }),
  targetTwice: (target: string, first: string, second: string): Words => ({
    message: `the target ${target} is declared by two storages`,
    expected: 'one storage a target',
    actual: `${first} and ${second}`,
    hint: 'keep one of them',
  }),
  iqnTwice: (iqn: string, first: string, second: string): Words => ({
    message: `two targets have the same name, ${iqn}`,
    expected: 'a name of its own for each target',
    actual: `${first} and ${second}`,
    hint: 'correct one of them',
  }),
  notCabled: (host: string, port: string, role: 'management' | 'storage'): Words => ({
    message: `${host} has no known cable for ${role} (${port})`,
    expected: 'a cable from a member of its bond to a switch port',
    actual: 'none in the inventory',
    hint: 'read it on the switch (show lacp neighbor), then add it to the cables',
  }),
  noStoragePort: (host: string): Words => ({
    message: `${host} has no port in a storage VLAN`,
    expected: 'an internal port in a VLAN with purpose: storage',
    actual: 'none',
    hint: 'declare it, or remove the role hypervisor',
  }),
  noManagement: (host: string): Words => ({
    message: `${host} doesn't say which of its ports manages it`,
    expected: 'management: an internal port or a NIC',
    actual: 'none',
    hint: 'add "management: …"',
  }),
  notProxied: (host: string, proxy: string): Words => ({
    message: `${host} isn't behind the reverse proxy ${proxy}`,
    expected: 'each host of the role that it covers',
    actual: 'not among the members',
    hint: 'add it to upstream.members',
  }),
  proxyPort: (proxy: string, port: number): Words => ({
    message: `${proxy} sends to port ${port}, not to the one of the hypervisors' interface`,
    expected: '8006',
    actual: String(port),
    hint: 'write "port: 8006"',
  }),
  notClustered: (host: string): Words => ({
    message: `${host} is a hypervisor of no cluster`,
    expected: 'a node of a cluster',
    actual: 'none',
    hint: 'add it to the nodes of its cluster',
  }),
  singlePath: (host: string, port: string, sw: string): Words => ({
    message: `${host} reaches the storage by one path only (${port})`,
    expected: 'two paths on separate networks (multipath)',
    actual: `${port} through ${sw}`,
    hint: 'an aggregate survives a cable, not its switch: multipath would',
  }),
  gap: (path: string, note: string): Words => ({
    message: `${path} isn't known: ${note}`,
    hint: 'once it is known, write it and remove the gap',
  }),
  gapFilled: (path: string, actual: unknown): Words => ({
    message: `${path} is recorded as a gap, but it is there`,
    expected: 'an absent value',
    actual: value(actual),
    hint: 'remove the gap',
  }),
  contradiction: (path: string, note: string): Words => ({
    message: `sources disagree on ${path}: ${note}`,
    hint: 'once it is settled, remove the entry',
  }),
  contradictionGone: (path: string): Words => ({
    message: `${path} is recorded as contradicted, but it isn't there`,
    expected: 'the value that was kept',
    actual: 'nothing',
    hint: 'correct the path, or remove the entry',
  }),
};

export type Messages = typeof en;
