/** Rule 2: the two ends of an aggregate agree on LACP. */
import { own } from '../path.ts';
import type { Bond, SwitchPort } from '../schema.ts';
import { unique } from './bonds.ts';
import { error, type Finding, type LintInput, type LintRule } from './rule.ts';
import type { BondAt } from './topology.ts';

type Mode = NonNullable<Bond['lacp']>;

/**
 * What each mode of one end works with at the other (Catalyst 3750 configuration guide,
 * EtherChannel). `off` is Open vSwitch without LACP: it stands opposite a static `on`.
 */
const WORKS_WITH = {
  active: ['active', 'passive'],
  passive: ['active'],
  on: ['on', 'off'],
  off: ['on', 'off'],
  desirable: ['desirable', 'auto'],
  auto: ['desirable'],
} as const satisfies Record<Mode, readonly Mode[]>;

const PROTOCOL_MODES = {
  lacp: ['active', 'passive'],
  pagp: ['desirable', 'auto'],
} as const satisfies Record<'lacp' | 'pagp', readonly Mode[]>;

export const lacpModes: LintRule = {
  id: 'lacp-modes',
  *check(input) {
    yield* balanceTcp(input);
    for (const bond of input.topology.bonds) yield* bondPairs(input, bond);
    yield* switchSide(input);
  },
};

function works(near: Mode, far: Mode): boolean {
  return (WORKS_WITH[near] as readonly Mode[]).includes(far);
}

function* balanceTcp({ inventory, say }: LintInput): Iterable<Finding> {
  for (const [host, { bonds }] of Object.entries(inventory.hosts))
    for (const [name, { mode, lacp = 'off' }] of Object.entries(bonds))
      if (mode === 'balance-tcp' && lacp !== 'active' && lacp !== 'passive')
        yield error(
          ['hosts', host, 'bonds', name, 'lacp'],
          say.lacpBalanceTcp(`${host}:${name}`, lacp),
        );
}

function* bondPairs({ topology, say }: LintInput, bond: BondAt): Iterable<Finding> {
  const { kind, device, name, lacp } = bond;
  if (lacp === undefined) return;
  const groups = bond.members
    .flatMap((nic) => topology.switchPorts(device, nic))
    .flatMap((at) => {
      const group = own(at.sw.ports, at.port)?.channel_group;
      return group ? [{ label: `${at.name}:${group.id}`, mode: group.mode }] : [];
    });
  for (const label of unique(groups.map((group) => group.label))) {
    const far = groups.find((group) => group.label === label && !works(lacp, group.mode));
    if (far)
      yield error(
        [kind, device, 'bonds', name, 'lacp'],
        say.lacpPair(`${device}:${name}`, lacp, label, far.mode),
      );
  }
}

function* switchSide(input: LintInput): Iterable<Finding> {
  for (const [name, sw] of Object.entries(input.inventory.switches))
    for (const [port, lines] of Object.entries(sw.ports)) {
      yield* protocol(input, name, port, lines);
      yield* switchPair(input, name, port, lines);
    }
}

function* protocol(
  { say }: LintInput,
  name: string,
  port: string,
  { channel_group: group }: SwitchPort,
): Iterable<Finding> {
  if (!group?.protocol) return;
  if ((PROTOCOL_MODES[group.protocol] as readonly Mode[]).includes(group.mode)) return;
  yield error(
    ['switches', name, 'ports', port, 'channel_group', 'mode'],
    say.lacpProtocol(`${name}:${port}`, group.protocol, group.mode),
  );
}

/** A link between two switches, told once: at the end that the cable names first. */
function* switchPair(
  { topology, say }: LintInput,
  name: string,
  port: string,
  { channel_group: near }: SwitchPort,
): Iterable<Finding> {
  if (!near) return;
  for (const at of topology.switchPorts(name, port)) {
    const far = own(at.sw.ports, at.port)?.channel_group;
    const first = topology
      .endsAt(name, port)
      .some((end) => end.cable === at.cable && end.end === 'a');
    if (!far || !first || works(near.mode, far.mode)) continue;
    yield error(
      ['switches', name, 'ports', port, 'channel_group', 'mode'],
      say.lacpPair(`${name}:${port}`, near.mode, `${at.name}:${at.port}`, far.mode),
    );
  }
}
