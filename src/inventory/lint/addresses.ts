/** Rule 11: addresses are coherent. */
import type { Path } from '../loaded.ts';
import { addressNumber, inRange, isReserved, rangeOf } from '../net.ts';
import { own } from '../path.ts';
import type { Inventory } from '../schema.ts';
import { error, type Finding, info, type LintInput, type LintRule, warning } from './rule.ts';

export const addressPlan: LintRule = {
  id: 'address-plan',
  *check(input) {
    const held = heldAddresses(input.inventory);
    yield* duplicates(input, held);
    for (const address of held) yield* inItsNetwork(input, address);
    yield* gateways(input);
    yield* overlaps(input);
    yield* ofNobody(input, held);
  },
};

/** An address that a device has. */
interface Held {
  readonly device: string;
  readonly label: string;
  readonly path: Path;
  readonly address: string;
  readonly vlan?: string;
  readonly prefix?: number;
}

function heldAddresses(inventory: Inventory): Held[] {
  const whole = (['hosts', 'switches', 'sans'] as const).flatMap((kind) =>
    Object.entries(inventory[kind]).flatMap(([device, { address, ...rest }]) =>
      address === undefined
        ? []
        : [
            {
              device,
              label: device,
              path: [kind, device, 'address'],
              address,
              vlan: 'vlan' in rest ? rest.vlan : undefined,
            },
          ],
    ),
  );
  const ports = Object.entries(inventory.hosts).flatMap(([device, { ports }]) =>
    Object.entries(ports).flatMap(([port, { address, vlan, prefix }]) => {
      const path = ['hosts', device, 'ports', port, 'address'];
      const label = `${device}:${port}`;
      return address === undefined ? [] : [{ device, label, path, address, vlan, prefix }];
    }),
  );
  return [...ports, ...whole];
}

function* duplicates({ say }: LintInput, held: readonly Held[]): Iterable<Finding> {
  const first = new Map<string, Held>();
  for (const here of held) {
    const seen = first.get(here.address);
    first.set(here.address, seen ?? here);
    // A host's single `address` may repeat that of its management port.
    if (!seen || (seen.device === here.device && here.label === here.device)) continue;
    yield error(here.path, say.addressTwice(here.address, seen.label, here.label));
  }
}

function* inItsNetwork({ inventory, say }: LintInput, held: Held): Iterable<Finding> {
  const { label, path, address, vlan, prefix } = held;
  const subnet = vlan === undefined ? undefined : own(inventory.vlans, vlan)?.subnet;
  if (subnet === undefined) return;
  const range = rangeOf(subnet);
  if (!inRange(address, range)) yield error(path, say.addressOutside(label, address, subnet));
  else if (isReserved(address, range))
    yield error(path, say.addressReserved(label, address, subnet));
  if (prefix !== undefined && prefix !== range.prefix)
    yield error([...path.slice(0, -1), 'prefix'], say.prefixDiffers(label, prefix, subnet));
}

function* gateways({ inventory, say }: LintInput): Iterable<Finding> {
  for (const [host, { ports }] of Object.entries(inventory.hosts)) {
    const at = (port: string): Path => ['hosts', host, 'ports', port, 'gateway'];
    const routed = Object.entries(ports).filter(([, port]) => port.gateway !== undefined);
    const names = routed.map(([name]) => name);
    if (names.length > 1) yield error(at(names[1] as string), say.gatewayTwice(host, names));
    for (const [name, { vlan, gateway = '' }] of routed) {
      const network = own(inventory.vlans, vlan);
      if (network?.purpose === 'storage')
        yield error(at(name), say.gatewayOnStorage(`${host}:${name}`, vlan, gateway));
      if (network?.subnet && !inRange(gateway, rangeOf(network.subnet)))
        yield error(at(name), say.gatewayOutside(`${host}:${name}`, gateway, network.subnet));
    }
  }
}

function* overlaps({ inventory, say }: LintInput): Iterable<Finding> {
  const networks = Object.entries(inventory.vlans)
    .flatMap(([name, { subnet }]) => (subnet ? [{ name, subnet, ...rangeOf(subnet) }] : []))
    .sort((a, b) => a.first - b.first || b.last - a.last);
  let widest = networks[0];
  for (const network of networks.slice(1)) {
    if (widest && network.first <= widest.last)
      yield warning(
        ['vlans', network.name, 'subnet'],
        say.subnetsOverlap(network.name, network.subnet, widest.name),
      );
    if (!widest || network.last > widest.last) widest = network;
  }
}

function* ofNobody({ inventory, say }: LintInput, held: readonly Held[]): Iterable<Finding> {
  const known = new Set(held.map(({ address }) => addressNumber(address)));
  for (const [name, { addresses }] of Object.entries(inventory.readiness))
    for (const [index, { address, purpose }] of addresses.entries())
      if (!known.has(addressNumber(address)))
        yield info(
          ['readiness', name, 'addresses', index, 'address'],
          say.addressOfNobody(address, purpose),
        );
}
