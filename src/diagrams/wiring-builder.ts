/** The boxes and lines of a device's wiring, as they are drawn one after the other. */
import type { Inventory } from '../inventory/schema.ts';
import { cablingOf, type End } from '../views/cabling.ts';
import { titleOf } from '../views/members.ts';
import { portPath } from '../views/paths.ts';
import { id, type Kind, type Thing } from './flowchart.ts';
import { type Words, wordsOf } from './labels.ts';

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

export class WiringBuilder implements Wiring {
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
