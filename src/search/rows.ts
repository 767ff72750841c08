/**
 * Rows of the inventory's tables as things of their own: what names a row, its anchor on a
 * page that shows the table, and where the inventory has it. Pure.
 */
import type { Path } from '../inventory/loaded.ts';
import { type Cell, cellText, isUnknown } from '../views/table.ts';
import type { TableName } from '../views/tables.ts';

export type Row = Readonly<Record<string, Cell>>;

export interface RowKind {
  /** Cells that tell a row from all others of the table. */
  readonly keys: readonly string[];
  /** Cells that an admin would call it by; the keys when absent. */
  readonly names?: readonly string[];
  /** Where the inventory has it; its nearest written ancestor is what is opened. */
  readonly path: (row: Record<string, string>) => Path;
  /** Cell that names the host, switch or SAN whose page shows this row. */
  readonly device?: string;
}

const clusterNode = ({ cluster = '', node = '' }: Record<string, string>): Path => [
  ...['clusters', cluster, 'nodes', node],
];

/** By table, in the order in which a thing that several of them show is looked for. */
export const ROW_KINDS: Readonly<Record<TableName, RowKind>> = {
  hosts: { keys: ['name'], path: ({ name = '' }) => ['hosts', name], device: 'name' },
  switches: { keys: ['name'], path: ({ name = '' }) => ['switches', name], device: 'name' },
  addresses: {
    keys: ['device', 'interface'],
    names: ['address', 'device', 'interface'],
    path: ({ device = '', interface: port = '' }) => ['hosts', device, 'ports', port],
    device: 'device',
  },
  interfaces: inHost('nics', 'interface'),
  bonds: inHost('bonds', 'bond'),
  bridges: inHost('bridges', 'bridge'),
  'int-ports': inHost('ports', 'interface'),
  ports: {
    keys: ['switch', 'port'],
    path: ({ switch: device = '', port = '' }) => ['switches', device, 'ports', port],
    device: 'switch',
  },
  'port-channels': {
    keys: ['switch', 'portChannel'],
    path: ({ switch: device = '', portChannel = '' }) => [
      ...['switches', device, 'port_channels', portChannel.replace(/\D+/g, '')],
    ],
    device: 'switch',
  },
  cables: { keys: ['a', 'b'], path: () => ['cables'] },
  vlans: { keys: ['id'], names: ['title', 'id'], path: ({ name = '' }) => ['vlans', name] },
  iscsi: { keys: ['id'], path: ({ id = '' }) => ['storages', id] },
  lvm: { keys: ['id'], path: ({ id = '' }) => ['storages', id] },
  storages: { keys: ['storage'], path: ({ storage = '' }) => ['storages', storage] },
  targets: {
    keys: ['san', 'target'],
    path: ({ san = '', target = '' }) => ['sans', san, 'targets', target],
    device: 'san',
  },
  'volume-groups': { keys: ['vg'], path: ({ vg = '' }) => ['volume_groups', vg] },
  'cluster-nodes': { keys: ['cluster', 'node'], names: ['node', 'cluster'], path: clusterNode },
  quorum: { keys: ['cluster'], path: ({ cluster = '' }) => ['clusters', cluster] },
  access: {
    keys: ['host', 'user'],
    path: ({ host = '', user = '' }) => ['hosts', host, 'users', user],
    device: 'host',
  },
  upstream: { keys: ['proxy', 'host'], names: ['host', 'proxy'], path: () => ['reverse_proxies'] },
  readiness: { keys: ['address'], names: ['address', 'purpose'], path: () => ['readiness'] },
  gaps: { keys: ['path'], path: ({ path = '' }) => path.split('.') },
};

function inHost(part: string, key: string): RowKind {
  return {
    keys: ['host', key],
    path: ({ host = '', [key]: name = '' }) => ['hosts', host, part, name],
    device: 'host',
  };
}

/** A row's cells as text; what isn't known is left out. */
export function cellTexts(row: Row): Record<string, string> {
  const known = Object.entries(row).filter(([, cell]) => !isUnknown(cell));
  const texts = known.map(([key, cell]) => [key, cellText(cell)] as const);
  return Object.fromEntries(texts.filter(([, text]) => text !== ''));
}

/** Anchor of a row on a page that shows its table: `ports-switch1-gi0-26`. Undefined for an unknown table. */
export function rowAnchor(view: string, row: Row): string | undefined {
  const kind = rowKind(view);
  const cells = cellTexts(row);
  return kind && slug([view, ...kind.keys.map((key) => cells[key] ?? '')]);
}

export function rowKind(view: string): RowKind | undefined {
  return Object.hasOwn(ROW_KINDS, view) ? ROW_KINDS[view as TableName] : undefined;
}

/** Words as an anchor: `['ports', 'switch1', 'Gi0/26']` → `ports-switch1-gi0-26`. */
export function slug(words: readonly string[]): string {
  const joined = words.filter((word) => word !== '').join('-');
  return joined
    .toLowerCase()
    .replace(/[^\p{L}\p{N}._]+/gu, '-')
    .replace(/^-|-$/g, '');
}
