/** Rule 7: a VLAN is declared, and allowed all along its path. */
import type { Inventory } from '../schema.ts';
import { components } from './components.ts';
import { error, type Finding, type LintInput, type LintRule } from './rule.ts';
import { push, type SwitchPortAt } from './topology.ts';
import { carries, isTrunk, lines, type VlanUser, vlanUsers } from './vlans.ts';

export const vlanPath: LintRule = {
  id: 'vlan-path',
  *check(input) {
    yield* declared(input);
    const users = vlanUsers(input.inventory, input.topology);
    yield* atTheEdge(input, users);
    const links = switchLinks(input);
    yield* onLinks(input, links);
    yield* betweenSwitches(input, users, links);
  },
};

/** A cable between two switches. */
interface Link {
  readonly cable: number;
  readonly a: SwitchPortAt;
  readonly b: SwitchPortAt;
}

function* declared({ inventory, say }: LintInput): Iterable<Finding> {
  const byId = new Map<number, string>();
  for (const [name, { id }] of Object.entries(inventory.vlans)) {
    const first = byId.get(id);
    if (first) yield error(['vlans', name, 'id'], say.vlanIdTwice(name, id, first));
    byId.set(id, first ?? name);
  }
  for (const { path, port, id } of subInterfaces(inventory))
    if (!byId.has(id)) yield error(path, say.vlanUndeclared(port, id));
}

/** `eth0.997`, as a port of a Linux bridge. */
function subInterfaces(inventory: Inventory) {
  return Object.entries(inventory.hosts).flatMap(([host, { bridges }]) =>
    Object.entries(bridges).flatMap(([bridge, { ports }]) =>
      ports.flatMap((port, index) => {
        const id = /\.(\d+)$/.exec(port)?.[1];
        const path = ['hosts', host, 'bridges', bridge, 'ports', index];
        return id === undefined ? [] : [{ path, port: `${host}:${port}`, id: Number(id) }];
      }),
    ),
  );
}

function* atTheEdge({ say }: LintInput, users: readonly VlanUser[]): Iterable<Finding> {
  for (const { label, vlan, ports } of users)
    for (const { name, sw, port } of ports) {
      const settings = lines(sw, port);
      // An access port in another VLAN is the matter of vlan-tagging.
      if (!isTrunk(settings) || carries(settings, vlan)) continue;
      yield error(
        ['switches', name, 'ports', port, 'allowed_vlans'],
        say.vlanNotAllowed(vlan, `${name}:${port}`, label),
      );
    }
}

function switchLinks({ inventory, topology }: LintInput): Link[] {
  return inventory.cables.flatMap((cable, index) => {
    const [a, b] = [cable.a, cable.b].map((end) => end.split(':') as [string, string]);
    if (!a || !b || !inventory.switches[a[0]] || !inventory.switches[b[0]]) return [];
    const far = topology.switchPorts(...a).find((port) => port.cable === index);
    const near = topology.switchPorts(...b).find((port) => port.cable === index);
    return near && far ? [{ cable: index, a: near, b: far }] : [];
  });
}

function* onLinks({ say }: LintInput, links: readonly Link[]): Iterable<Finding> {
  for (const link of links)
    for (const [near, far] of [
      [link.a, link.b],
      [link.b, link.a],
    ] as const) {
      const refusing = lines(far.sw, far.port);
      // A side without a list carries all; it is the list of the other that counts.
      for (const vlan of lines(near.sw, near.port).allowed_vlans ?? [])
        if (!carries(refusing, vlan))
          yield error(
            ['switches', far.name, 'ports', far.port],
            say.vlanOneSide(vlan, `${near.name}:${near.port}`, `${far.name}:${far.port}`),
          );
    }
}

function* betweenSwitches(
  { say }: LintInput,
  users: readonly VlanUser[],
  links: readonly Link[],
): Iterable<Finding> {
  if (links.length === 0) return;
  const cabled = components(links.map(({ a, b }) => [a.name, b.name]));
  const byVlan = new Map<string, VlanUser[]>();
  for (const user of users) if (user.ports.length > 0) push(byVlan, user.vlan, user);
  for (const [vlan, inVlan] of byVlan) {
    const reached = components(
      links
        .filter(
          ({ a, b }) => carries(lines(a.sw, a.port), vlan) && carries(lines(b.sw, b.port), vlan),
        )
        .map(({ a, b }) => [a.name, b.name]),
    );
    const [first, ...others] = inVlan.map((user) => ({ user, sw: user.ports[0]?.name ?? '' }));
    const cut = others.find(
      ({ sw }) => first && cabled(sw) === cabled(first.sw) && reached(sw) !== reached(first.sw),
    );
    if (first && cut)
      yield error(cut.user.path, say.vlanSplit(vlan, first.user.label, cut.user.label));
  }
}
