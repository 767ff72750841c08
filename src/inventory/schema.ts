/**
 * The inventory's schema: what the infrastructure is, at the level of ports and cables.
 *
 * Keys are names; what isn't known is absent, never guessed. `gaps` says in words
 * what is missing and why. All files under `content/inventory/` are merged by
 * top-level key, then by name. The JSON Schema for editors is generated from this.
 */
import { z } from 'zod';
import { byName } from './schema/common.ts';
import { hosts } from './schema/hosts.ts';
import { cables, switches, vlans } from './schema/network.ts';
import { clusters, readinessChecks, reverseProxies } from './schema/services.ts';
import { sans, storages, volumeGroups } from './schema/storage.ts';

export const inventorySchema = z.strictObject({
  title: z.string(),
  sites: byName(z.strictObject({ title: z.string() })),
  vlans,
  hosts,
  switches,
  cables,
  sans,
  storages,
  volume_groups: volumeGroups,
  clusters,
  reverse_proxies: reverseProxies,
  readiness: readinessChecks,
  /** What nobody knows yet: a dotted path that is absent, and why. */
  gaps: z.array(z.strictObject({ path: z.string(), note: z.string() })).default([]),
});

/** The inventory, validated, with defaults filled in. The one data module that all else reads. */
export type Inventory = z.output<typeof inventorySchema>;
export type Host = Inventory['hosts'][string];
export type Bond = Host['bonds'][string];
export type Bridge = Host['bridges'][string];
export type IntPort = Host['ports'][string];
export type NetworkSwitch = Inventory['switches'][string];
export type SwitchPort = NetworkSwitch['ports'][string];
export type PortChannel = NetworkSwitch['port_channels'][string];
export type PortProfile = NetworkSwitch['profiles'][string];
export type Vlan = Inventory['vlans'][string];
export type Cable = Inventory['cables'][number];
export type San = Inventory['sans'][string];
export type Storage = Inventory['storages'][string];
export type VolumeGroup = Inventory['volume_groups'][string];
export type Cluster = Inventory['clusters'][string];
export type ReverseProxy = Inventory['reverse_proxies'][string];
export type Readiness = Inventory['readiness'][string];
