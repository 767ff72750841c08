/**
 * Rows of the inventory's tables as things of their own: what names a row, its anchor on a
 * page that shows the table, and where the inventory has it. Pure.
 */
import type { Path } from '../inventory/loaded.ts';
import { parsePath } from '../inventory/path.ts';
import type { Inventory } from '../inventory/schema.ts';
import { DEVICE_TABLES } from '../views/device-tables.ts';
import { devicePath, hostPath, portAnchor, portChannelPath, sanPath } from '../views/paths.ts';
import { type Cell, cellText, isUnknown, type TableBuilder } from '../views/table.ts';
import { TABLES, type TableName } from '../views/tables.ts';

export type Row = Readonly<Record<string, Cell>>;

export type Cells = Readonly<Record<string, string>>;

export interface RowKind {
  /** Cells that tell a row from all others of the table. */
  readonly keys: readonly string[];
  /** Cells that an admin would call it by; the keys when absent. */
  readonly names?: readonly string[];
  /** Where the inventory has it; its nearest written ancestor is what is opened. */
  readonly path: (row: Cells, inventory: Inventory) => Path;
  /** Its own page, or its row on the page of its device; undefined when there is none. */
  readonly own?: (row: Cells, inventory: Inventory) => string | undefined;
}

/** Tables that only the page of one device has, and whose rows nothing else shows. */
const OWN_TABLES = { sans: DEVICE_TABLES.sans, 'san-ports': DEVICE_TABLES['san-ports'] } as const;

/** The tables whose rows can be searched, by name. */
export const ROW_TABLES: Readonly<Record<View, TableBuilder>> = { ...TABLES, ...OWN_TABLES };

export type View = TableName | keyof typeof OWN_TABLES;

const DEVICE = ['title', 'name'];

/** By table, in the order in which a thing that several of them show gets its name. */
export const ROW_KINDS: Readonly<Record<View, RowKind>> = {
  hosts: device('hosts'),
  switches: device('switches'),
  sans: device('sans'),
  addresses: {
    keys: ['device', 'interface'],
    names: ['address', 'device', 'interface'],
    path: ({ device = '', interface: port = '' }) => ['hosts', device, 'ports', port],
    own: (row, inventory) => onDevice(inventory, row.device, row.interface),
  },
  'int-ports': inHost('ports', 'interface'),
  interfaces: inHost('nics', 'interface'),
  bonds: inHost('bonds', 'bond'),
  bridges: inHost('bridges', 'bridge'),
  'san-ports': {
    keys: ['san', 'interface'],
    path: ({ san = '', interface: name = '' }) => ['sans', san, 'nics', name],
    own: (row, inventory) => onDevice(inventory, row.san, row.interface),
  },
  ports: {
    keys: ['switch', 'port'],
    path: ({ switch: device = '', port = '' }) => ['switches', device, 'ports', port],
    own: (row, inventory) => onDevice(inventory, row.switch, row.port),
  },
  'port-channels': {
    keys: ['switch', 'portChannel'],
    path: (row) => ['switches', row.switch ?? '', 'port_channels', channel(row)],
    own: (row) => portChannelPath(row.switch ?? '', channel(row)),
  },
  cables: { keys: ['a', 'b'], path: () => ['cables'] },
  vlans: { keys: ['id'], names: ['title', 'id'], path: ({ name = '' }) => ['vlans', name] },
  iscsi: { keys: ['id'], path: ({ id = '' }) => ['storages', id] },
  lvm: { keys: ['id'], path: ({ id = '' }) => ['storages', id] },
  storages: { keys: ['storage'], path: ({ storage = '' }) => ['storages', storage] },
  targets: {
    keys: ['san', 'target'],
    path: ({ san = '', target = '' }) => ['sans', san, 'targets', target],
    own: (row) => row.san && `${sanPath(row.san)}#${anchorOf('targets', row)}`,
  },
  'volume-groups': { keys: ['vg'], path: ({ vg = '' }) => ['volume_groups', vg] },
  'cluster-nodes': {
    keys: ['cluster', 'node'],
    names: ['node', 'cluster'],
    path: ({ cluster = '', node = '' }) => ['clusters', cluster, 'nodes', node],
  },
  quorum: { keys: ['cluster'], path: ({ cluster = '' }) => ['clusters', cluster] },
  access: {
    keys: ['host', 'user'],
    path: ({ host = '', user = '' }) => ['hosts', host, 'users', user],
    own: (row) => row.host && `${hostPath(row.host)}#${anchorOf('access', row)}`,
  },
  upstream: { keys: ['proxy', 'host'], names: ['host', 'proxy'], path: () => ['reverse_proxies'] },
  readiness: { keys: ['address'], names: ['address', 'purpose'], path: () => ['readiness'] },
  gaps: { keys: ['path'], path: ({ path = '' }, inventory) => parsePath(path, inventory) },
};

function device(kind: 'hosts' | 'switches' | 'sans'): RowKind {
  return {
    keys: ['name'],
    names: DEVICE,
    path: ({ name = '' }) => [kind, name],
    own: ({ name = '' }, inventory) => devicePath(inventory, name),
  };
}

function inHost(part: string, key: string): RowKind {
  return {
    keys: ['host', key],
    path: (row) => ['hosts', row.host ?? '', part, row[key] ?? ''],
    own: (row, inventory) => onDevice(inventory, row.host, row[key]),
  };
}

/** The row of a port on the page of its device; the page itself without one. */
function onDevice(inventory: Inventory, name = '', port = ''): string | undefined {
  const path = devicePath(inventory, name);
  return path && (port === '' ? path : `${path}#${portAnchor(port)}`);
}

function channel({ portChannel = '' }: Cells): string {
  return portChannel.replace(/\D+/g, '');
}

/** A row's cells as text; what isn't known is left out. */
export function cellTexts(row: Row): Cells {
  const known = Object.entries(row).filter(([, cell]) => !isUnknown(cell));
  const texts = known.map(([key, cell]) => [key, cellText(cell)] as const);
  return Object.fromEntries(texts.filter(([, text]) => text !== ''));
}

/** Anchor of a row on a page that shows its table: `ports-switch1-gi0-26`. Undefined for an unknown table. */
export function rowAnchor(view: string, row: Row): string | undefined {
  return Object.hasOwn(ROW_KINDS, view) ? anchorOf(view as View, cellTexts(row)) : undefined;
}

function anchorOf(view: View, cells: Cells): string {
  return slug([view, ...ROW_KINDS[view].keys.map((key) => cells[key] ?? '')]);
}

/** Words as an anchor: `['ports', 'switch1', 'Gi0/26']` → `ports-switch1-gi0-26`. */
export function slug(words: readonly string[]): string {
  const joined = words.filter((word) => word !== '').join('-');
  return joined
    .toLowerCase()
    .replace(/[^\p{L}\p{N}._]+/gu, '-')
    .replace(/^-|-$/g, '');
}
