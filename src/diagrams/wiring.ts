/**
 * What a device's ports are cabled to, and what is behind them: the picture of its own page.
 *
 * One row a port, from the far end to the addresses, in columns. Needs no drawing library
 * and no browser: a site has one for each of its devices, made while it is built.
 */
import type { Inventory } from '../inventory/schema.ts';
import { bundles, byPortName, cablingOf, type End } from '../views/cabling.ts';
import {
  type HostNetwork,
  hostNetwork,
  type NamedBond,
  type NamedBridge,
} from '../views/host-network.ts';
import { titleOf } from '../views/members.ts';
import { portChannelPath, portPath } from '../views/paths.ts';
import { id, type Kind, type Thing } from './flowchart.ts';
import { type Words, wordsOf } from './labels.ts';
import { bondText, bridgeText, portText } from './network.ts';

export type ColumnName = 'far' | 'port' | 'bundle' | 'bridge' | 'address';

export interface Box extends Thing {
  readonly column: ColumnName;
  /** Nothing stands here, but a line passes through this column. */
  readonly isPassage?: boolean;
}

export interface Wiring {
  /** From top to bottom in each column. */
  readonly boxes: readonly Box[];
  /** Between boxes, from left to right. */
  readonly lines: readonly (readonly [from: string, to: string])[];
  /** What stands above each column. */
  readonly columns: Words['TEXT']['columns'];
}

class Builder implements Wiring {
  readonly boxes: Box[] = [];
  readonly lines: (readonly [string, string])[] = [];
  protected readonly inventory: Inventory;
  readonly #device: string;
  protected readonly words: Words['TEXT'];
  readonly columns: Wiring['columns'];

  constructor(inventory: Inventory, device: string) {
    this.inventory = inventory;
    this.#device = device;
    this.words = wordsOf(inventory).TEXT;
    this.columns = this.words.columns;
  }

  /** Id of one of the device's own boxes. */
  own(name: string): string {
    return id(this.#device, name);
  }

  add(column: ColumnName, boxId: string, text: string, kind: Kind, href: string | undefined): void {
    this.boxes.push({ column, id: boxId, text, kind, ...(href === undefined ? {} : { href }) });
  }

  addOwn(column: ColumnName, name: string, text: string, kind: Kind): void {
    this.add(column, this.own(name), text, kind, portPath(this.inventory, this.#device, name));
  }

  join(from: string, to: string): void {
    this.lines.push([this.own(from), this.own(to)]);
  }

  /** A card in a bridge, without a bond: as itself, or as one of its VLAN interfaces. */
  direct(name: string, nic: string, bridge: string): void {
    const through = id(this.#device, name, bridge);
    const href = portPath(this.inventory, this.#device, nic);
    this.add('bundle', through, name, 'port', href);
    if (name === nic) this.boxes.push({ ...(this.boxes.pop() as Box), isPassage: true });
    this.lines.push([this.own(nic), through], [through, this.own(bridge)]);
  }

  /** A port, and what its cable leads to. */
  port(name: string, note?: string): void {
    const far = cablingOf(this.inventory).at(this.#device, name)?.far;
    const text = note === undefined ? name : `${name}\n${note}`;
    this.addOwn('port', name, text, far ? 'port' : 'unknown');
    if (far === undefined) return;
    this.#far(far);
    this.lines.push([id(far.device, far.port), this.own(name)]);
  }

  #far(far: End): void {
    const channel = this.inventory.switches[far.device]?.ports[far.port]?.channel_group?.id;
    const text = `${titleOf(this.inventory, far.device)} ${far.port}`;
    const line = channel === undefined ? text : `${text}\n${this.words.portChannel} ${channel}`;
    const kind = this.#kindOf(far.device);
    this.add(
      'far',
      id(far.device, far.port),
      line,
      kind,
      portPath(this.inventory, far.device, far.port),
    );
  }

  #kindOf(device: string): Kind {
    if (Object.hasOwn(this.inventory.hosts, device)) return 'host';
    return Object.hasOwn(this.inventory.switches, device) ? 'switch' : 'storage';
  }
}

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
class HostWiring extends Builder {
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
  const builder = new Builder(inventory, name);
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
  const builder = new Builder(inventory, name);
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
