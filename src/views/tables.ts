/**
 * Every table that a page may ask for, by name.
 *
 * To add one: write a `TableBuilder` in tables/, give its caption in labels.ts, and name it here.
 */
import type { Inventory } from '../inventory/schema.ts';
import { ProblemError } from '../problem/problem.ts';
import { didYouMean } from '../problem/suggest.ts';
import type { Labels } from './labels.ts';
import type { TableArgs, TableBuilder, TableView } from './table.ts';
import { addresses } from './tables/addresses.ts';
import * as hostNetwork from './tables/host-network.ts';
import * as hosts from './tables/hosts.ts';
import * as network from './tables/network.ts';
import * as services from './tables/services.ts';
import * as storage from './tables/storage.ts';

export type TableName = keyof Labels['CAPTIONS'];

export const TABLES: Readonly<Record<TableName, TableBuilder>> = {
  hosts: hosts.hosts,
  access: hosts.access,
  interfaces: hostNetwork.interfaces,
  bonds: hostNetwork.bonds,
  bridges: hostNetwork.bridges,
  'int-ports': hostNetwork.intPorts,
  addresses,
  switches: network.switches,
  'port-channels': network.portChannels,
  ports: network.ports,
  cables: network.cables,
  vlans: network.vlans,
  iscsi: storage.iscsi,
  targets: storage.targets,
  lvm: storage.lvm,
  storages: storage.storages,
  'volume-groups': storage.volumeGroups,
  'cluster-nodes': services.clusterNodesTable,
  quorum: services.quorum,
  upstream: services.upstream,
  readiness: services.readiness,
  gaps: services.gaps,
};

/**
 * A table by name.
 * @throws ProblemError when no table, or no device, has the name.
 */
export function table(inventory: Inventory, name: string, args: TableArgs = {}): TableView {
  if (!Object.hasOwn(TABLES, name)) {
    throw new ProblemError([
      {
        rule: 'unknown-table',
        severity: 'error',
        message: `there is no table named "${name}"`,
        hint: didYouMean(name, Object.keys(TABLES)),
      },
    ]);
  }
  return TABLES[name as TableName](inventory, args);
}
