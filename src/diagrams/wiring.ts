/**
 * What a device's ports are cabled to, and what is behind them: the picture of its own page.
 *
 * One row a port, from the far end to the addresses, in columns. Needs no drawing library
 * and no browser: a site has one for each of its devices, made while it is built.
 */
import type { Inventory } from '../inventory/schema.ts';
import { bundles, byPortName, cablingOf } from '../views/cabling.ts';
import {
  type HostNetwork,
  hostNetwork,
  type NamedBond,
  type NamedBridge,
} from '../views/host-network.ts';
import { portChannelPath } from '../views/paths.ts';
import { id } from './flowchart.ts';
import { wordsOf } from './labels.ts';
import { bondText, bridgeText, portText } from './network.ts';
import { type Wiring, WiringBuilder } from './wiring-builder.ts';

/** A host's cards, bonds, bridges and internal ports. */
export function hostWiring(inventory: Inventory, host: string): Wiring {
  const network = hostNetwork(inventory, host);
  const drawing = new HostWiring(inventory, network);
  for (const bridge of network.bridges) drawing.bridge(bridge);
  for (const bond of network.bonds.filter(({ bridge }) => bridge === undefined)) drawing.bond(bond);
  for (const { name } of network.nics) drawing.nic(name);
  return drawing;
}

/** Draws each card once, where it is first needed. */
class HostWiring extends WiringBuilder {
  readonly #network: HostNetwork;
  readonly #nics: Map<string, number | undefined>;
  readonly #drawn = new Set<string>();

  constructor(inventory: Inventory, network: HostNetwork) {
    super(inventory, network.host);
    this.#network = network;
    this.#nics = new Map(network.nics.map(({ name, mtu }) => [name, mtu]));
  }

  nic(name: string): void {
    if (this.#drawn.has(name) || !this.#nics.has(name)) return;
    this.#drawn.add(name);
    const mtu = this.#nics.get(name);
    this.port(name, mtu === undefined ? undefined : `${this.words.mtu} ${mtu}`);
  }

  bond(one: NamedBond): void {
    const members = one.members.filter((name) => this.#nics.has(name));
    for (const member of members) this.nic(member);
    this.addOwn('bundle', one.name, bondText(this.inventory, one), 'bundle');
    for (const member of members) this.join(member, one.name);
  }

  bridge(bridge: NamedBridge): void {
    const { bonds, ports } = this.#network;
    const inside = bonds.filter((one) => one.bridge === bridge.name);
    for (const one of inside) this.bond(one);
    const kind = bridge.autostart ? 'switch' : 'group';
    for (const port of bridge.ports) this.#direct(port, bridge.name);
    this.addOwn('bridge', bridge.name, bridgeText(this.inventory, bridge), kind);
    for (const one of inside) this.join(one.name, bridge.name);
    for (const port of ports.filter((one) => one.bridge === bridge.name)) {
      this.addOwn(
        'address',
        port.name,
        portText(this.inventory, port),
        port.address ? 'host' : 'unknown',
      );
      this.join(bridge.name, port.name);
    }
  }

  #direct(port: string, bridge: string): void {
    const [nic = port] = this.#nics.has(port) ? [port] : port.split('.');
    if (!this.#nics.has(nic)) return;
    this.nic(nic);
    this.direct(port, nic, bridge);
  }
}

/** A switch's port-channels and cabled ports; only those of one port-channel when it is named. */
export function switchWiring(inventory: Inventory, name: string, channel?: string): Wiring {
  const builder = new WiringBuilder(inventory, name);
  const all = bundles(inventory, name).filter(
    ({ id: own }) => channel === undefined || own === channel,
  );
  for (const bundle of all) {
    const own = id(name, 'pc', bundle.id);
    for (const port of bundle.ports) builder.port(port);
    const text = [`${wordsOf(inventory).TEXT.portChannel} ${bundle.id}`, bundle.description]
      .filter(Boolean)
      .join('\n');
    builder.add('bundle', own, text, 'bundle', portChannelPath(name, bundle.id));
    for (const port of bundle.ports) builder.lines.push([builder.own(port), own]);
  }
  if (channel === undefined) {
    const bundled = new Set(all.flatMap(({ ports }) => ports));
    for (const { near } of cablingOf(inventory).of(name))
      if (!bundled.has(near.port)) builder.port(near.port);
  }
  return builder;
}

/** A storage array's interfaces and aggregates. */
export function sanWiring(inventory: Inventory, name: string): Wiring {
  const builder = new WiringBuilder(inventory, name);
  const { nics = {}, bonds = {} } = inventory.sans[name] ?? {};
  const bonded = new Set(Object.values(bonds).flatMap(({ members }) => members));
  for (const [bond, { members, lacp }] of Object.entries(bonds)) {
    for (const member of members) if (Object.hasOwn(nics, member)) builder.port(member);
    builder.addOwn('bundle', bond, lacp ? `${bond}\nLACP ${lacp}` : bond, 'bundle');
    for (const member of members) if (Object.hasOwn(nics, member)) builder.join(member, bond);
  }
  for (const nic of Object.keys(nics).sort(byPortName)) if (!bonded.has(nic)) builder.port(nic);
  return builder;
}
