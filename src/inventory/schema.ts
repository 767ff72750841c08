/**
 * The inventory's schema: what the infrastructure is, at the level of ports and cables.
 *
 * Keys are names; what isn't known is absent, never guessed. `gaps` says in words
 * what is missing and why. All files under `content/inventory/` are merged by
 * top-level key, then by name. The JSON Schema for editors is generated from this.
 */
import { z } from 'zod';
import { byName, title } from './schema/common.ts';
import { hosts } from './schema/hosts.ts';
import { cables, switches, vlans } from './schema/network.ts';
import { clusters, readinessChecks, reverseProxies } from './schema/services.ts';
import { sans, storages, volumeGroups } from './schema/storage.ts';

/** What is written about a place: `gaps` says what is missing, `contradictions` what disagrees. */
const remark = z.strictObject({
  path: z.string().describe('Dotted path from the top, such as hosts.node1.address.'),
  note: z.string().describe('What is known about it, and from where.'),
});

export const inventorySchema = z.strictObject({
  title: z.string().describe('Title of the infrastructure.'),
  sites: byName(z.strictObject({ title })).describe('Places where devices stand.'),
  conventions: z
    .strictObject({
      direct_prefix: z
        .string()
        .optional()
        .describe('How the name of a storage begins whose LUNs guests use directly.'),
    })
    .default({})
    .describe("The team's own rules, which lint checks."),
  vlans: vlans.describe('VLANs, by name.'),
  hosts: hosts.describe('Servers, by name.'),
  switches: switches.describe('Switches, by name.'),
  cables: cables.describe('One entry a cable: two ends.'),
  sans: sans.describe('Storage arrays, by name.'),
  storages: storages.describe("The cluster's storages, by their id."),
  volume_groups: volumeGroups.describe('LVM volume groups, by name.'),
  clusters: clusters.describe('Clusters, by name.'),
  reverse_proxies: reverseProxies.describe('Reverse proxies, by name.'),
  readiness: readinessChecks.describe('What must answer before a boot goes on.'),
  gaps: z.array(remark).default([]).describe('What nobody knows yet: an absent path, and why.'),
  contradictions: z
    .array(remark)
    .default([])
    .describe('Where sources disagree: the path of the value that was kept, and what differs.'),
});

/** The inventory, validated, with defaults filled in. The one data module that all else reads. */
export type Inventory = z.output<typeof inventorySchema> & {
  /**
   * Language of what is made from it: tables, diagrams, the words in configs. Not of its
   * files: whoever loads it takes it from the site's settings. English when nobody says.
   */
  readonly locale?: Locale;
};
export type Locale = 'en' | 'fr';
export type Host = Inventory['hosts'][string];
export type Bond = Host['bonds'][string];
export type Bridge = Host['bridges'][string];
export type IntPort = Host['ports'][string];
export type NetworkSwitch = Inventory['switches'][string];
export type SwitchPort = NetworkSwitch['ports'][string];
export type PortChannel = NetworkSwitch['port_channels'][string];
export type PortProfile = NetworkSwitch['profiles'][string];
export type Vlan = Inventory['vlans'][string];
export type Storage = Inventory['storages'][string];
export type VolumeGroup = Inventory['volume_groups'][string];
export type Cluster = Inventory['clusters'][string];
export type ReverseProxy = Inventory['reverse_proxies'][string];
