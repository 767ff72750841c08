/** Rule 3: a port takes one cable, and a NIC belongs to one bond. */
import { formatPlace } from '../../problem/problem.ts';
import { error, type Finding, type LintInput, type LintRule } from './rule.ts';

export const portUsedOnce: LintRule = {
  id: 'port-used-once',
  *check(input) {
    yield* cables(input);
    yield* bonds(input);
  },
};

function* cables({ inventory, placeOf, say }: LintInput): Iterable<Finding> {
  const first = new Map<string, readonly [number, 'a' | 'b']>();
  for (const [index, cable] of inventory.cables.entries())
    for (const end of ['a', 'b'] as const) {
      const port = cable[end];
      const seen = first.get(port);
      if (!seen) first.set(port, [index, end]);
      else
        yield error(
          ['cables', index, end],
          say.portTwoCables(port, formatPlace(placeOf(['cables', ...seen]))),
        );
    }
}

function* bonds({ topology, say }: LintInput): Iterable<Finding> {
  const first = new Map<string, string>();
  for (const { kind, device, name, members } of topology.bonds)
    for (const [index, member] of members.entries()) {
      const nic = `${device}:${member}`;
      const seen = first.get(nic);
      if (seen === undefined) first.set(nic, name);
      else yield error([kind, device, 'bonds', name, 'members', index], say.nicTwoBonds(nic, seen));
    }
}
