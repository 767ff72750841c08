/** The whole infrastructure on one screen: what there is, who votes, what isn't in order. Pure. */
import type { Inventory } from '../../inventory/schema.ts';
import { managementAddress } from '../../views/context.ts';
import { devicePath, indexPath, sanPath } from '../../views/paths.ts';
import { quorum } from '../../views/quorum.ts';
import { type Cell, known, type TableView } from '../../views/table.ts';
import { kinds } from '../inventory/kinds.ts';
import { RUNBOOKS_DIR } from '../paths.ts';
import type { SiteProject } from '../project.ts';
import { strings } from '../strings/strings.ts';

type Words = ReturnType<typeof strings>['home'];

export interface Figure {
  readonly label: string;
  readonly count: number;
  /** Where what is counted can be read. */
  readonly href?: string;
  /** Something to look at, when there is any. */
  readonly warns?: boolean;
}

/**
 * What there is how many of. Nothing of what there is none.
 * @param here address of the page that shows them.
 */
export function figures(project: SiteProject, words: Words, here = '/'): Figure[] {
  const { inventory, findings, findingsPage, glancePage, usesPage, settings } = project;
  const named = strings(settings.locale).inventory;
  const gaps = findings.filter(({ rule }) => rule === 'gap').length;
  const problems = { count: findings.length - gaps, warns: true };
  const listed = findingsPage === undefined ? {} : { href: findingsPage };
  const all: Figure[] = [
    ...kinds(inventory).map(({ kind, count }) => ({
      ...{ label: named[kind], count, href: indexPath(kind) },
    })),
    { label: words.vlans, count: size(inventory.vlans), ...at(glancePage, 'networks', here) },
    { label: words.storages, count: size(inventory.storages), ...at(glancePage, 'storages', here) },
    // The page about the runbooks is one that every site has.
    {
      ...{ label: words.runbooks, count: project.runbooks.length, href: `/${RUNBOOKS_DIR}/` },
      ...at(usesPage, 'runbooks', here),
    },
    { label: words.findings, ...problems, ...listed },
    { label: words.gaps, count: gaps, warns: true, ...listed },
  ];
  return all.filter(({ count }) => count > 0);
}

function size(things: object): number {
  return Object.keys(things).length;
}

function at(page: string | undefined, anchor: string, here: string): Pick<Figure, 'href'> {
  if (page === undefined) return {};
  return { href: page === here ? `#${anchor}` : `${page}#${anchor}` };
}

/** More would make a list of it, which the inventory's own pages are. */
const MOST_DEVICES = 16;

/** How much isn't in order about a device. */
export type Watch = (device: string) => { readonly findings: number; readonly gaps: number };

/** Hosts (those that vote first), switches and storage arrays, with what to look at. */
export function devices(inventory: Inventory, words: Words, watch: Watch): TableView {
  const votes = new Map(
    Object.values(inventory.clusters).flatMap((cluster) =>
      Object.entries(cluster.nodes).map(([name, node]) => [name, node.votes] as const),
    ),
  );
  const hosts = Object.entries(inventory.hosts).toSorted(
    ([a], [b]) => Number(votes.has(b)) - Number(votes.has(a)),
  );
  const rows = [
    ...hosts.map(([name, host]) => ({ name, device: host, kind: host.roles.join(', ') })),
    ...Object.entries(inventory.switches).map(([name, device]) => ({
      ...{ name, device, kind: words.aSwitch },
    })),
    ...Object.entries(inventory.sans).map(([name, device]) => ({
      ...{ name, device, kind: words.aSan },
    })),
  ];
  const shown = rows.slice(0, MOST_DEVICES).map(({ name, device, kind }) => ({
    name: linked(device.title ?? name, devicePath(inventory, name)),
    kind,
    address: known(inventory, managementAddress(device)),
    ...(votes.size > 0 && { votes: votes.get(name) ?? '' }),
    watch: watched(watch(name), words, devicePath(inventory, name)),
  }));
  const { columns } = words;
  return {
    caption: words.devices,
    columns: [
      { key: 'name', label: columns.name },
      { key: 'kind', label: columns.kind },
      { key: 'address', label: columns.address, code: true },
      ...(votes.size > 0 ? [{ key: 'votes', label: columns.votes, align: 'right' as const }] : []),
      { key: 'watch', label: columns.watch },
    ],
    rows: shown,
    ...(rows.length > shown.length && { notes: [words.others(rows.length - shown.length)] }),
  };
}

function linked(text: string, href: string | undefined): Cell {
  return href === undefined ? text : { text, parts: [{ text, href }] };
}

function watched(
  { findings, gaps }: ReturnType<Watch>,
  words: Words,
  path: string | undefined,
): Cell {
  const parts = [
    ...(findings > 0 ? [{ text: words.seeFindings(findings), href: `${path}#problems` }] : []),
    ...(findings > 0 && gaps > 0 ? [{ text: ' · ' }] : []),
    ...(gaps > 0 ? [{ text: words.seeGaps(gaps), href: `${path}#gaps` }] : []),
  ];
  return { text: parts.map(({ text }) => text).join(''), parts };
}

/** For each cluster, what its votes allow. */
export function quorums(inventory: Inventory, words: Words): string[] {
  return Object.entries(inventory.clusters).map(([name, cluster]) => {
    const { votes, quorum: needed, survivableLosses } = quorum(cluster);
    return words.quorum(name, votes, needed, survivableLosses);
  });
}

export function networks(inventory: Inventory, words: Words): TableView {
  const { columns } = words;
  return {
    caption: words.networks,
    columns: [
      { key: 'id', label: 'VLAN' },
      { key: 'title', label: columns.name },
      { key: 'subnet', label: columns.subnet, code: true },
    ],
    rows: Object.entries(inventory.vlans).map(([name, { id, title, subnet }]) => ({
      ...{ id, title, subnet: known(inventory, subnet, `vlans.${name}.subnet`) },
    })),
  };
}

/** Storages of the clusters, and how much of each is free. */
export function storages(inventory: Inventory, words: Words): TableView {
  const { columns } = words;
  const rows = Object.entries(inventory.storages).map(([name, one]) => {
    const group = one.type === 'lvm' ? inventory.volume_groups[one.volume_group] : undefined;
    const source: Cell =
      one.type === 'iscsi'
        ? linked(inventory.sans[one.san]?.title ?? one.san, sanPath(one.san))
        : one.volume_group;
    const free = group?.free_gib;
    return {
      ...{ name, kind: one.type === 'iscsi' ? 'iSCSI' : 'LVM', source },
      free: free === undefined ? '' : words.free(free, group?.size_gib),
    };
  });
  return {
    caption: words.storages,
    columns: [
      { key: 'name', label: columns.name, code: true },
      { key: 'kind', label: columns.type },
      { key: 'source', label: columns.source },
      { key: 'free', label: columns.free, align: 'right' },
    ],
    rows,
  };
}
