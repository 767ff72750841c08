import { describe, expect, it } from 'vitest';
import { parseInventory } from '../../../src/inventory/parse.ts';
import { devices, figures, networks, quorums, storages } from '../../../src/site/home/glance.ts';
import { strings } from '../../../src/site/strings/strings.ts';
import { cellText, type TableView } from '../../../src/views/table.ts';
import { project } from '../support/project.ts';

const words = strings('en').home;
const fine = () => ({ findings: 0, gaps: 0 });

function inventory(text: string) {
  const parsed = parseInventory([
    { path: 'content/inventory/lab.yaml', text: `title: A lab\n${text}` },
  ]);
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join('\n'));
  return parsed.loaded.inventory;
}

const rows = ({ columns, rows: all }: TableView) =>
  all.map((row) => columns.map(({ key }) => cellText(row[key] ?? '')).join(' | '));

const LAB = `
vlans: { lan: { id: 10, title: LAN, subnet: 192.0.2.0/24 }, san: { id: 20, title: SAN } }
switches: { sw1: { title: Switch 1 } }
sans: { san1: { title: Array, address: 192.0.2.5, targets: { t1: { iqn: 'iqn.2020-01.org.example:t1', luns: { LUN0: {} } } } } }
hosts:
  web1: { title: Web 1, roles: [web] }
  node1: { title: Node 1, roles: [hypervisor], address: 192.0.2.1 }
  node2: { title: Node 2, roles: [hypervisor], address: 192.0.2.2 }
clusters: { lab: { title: Lab, nodes: { node1: { id: 1, votes: 1 }, node2: { id: 2, votes: 2 } } } }
storages:
  raw: { type: iscsi, san: san1, target: t1, direct: false }
  disks: { type: lvm, base: raw, lun: LUN0, volume_group: vg0, shared: true }
volume_groups: { vg0: { size_gib: 1024, free_gib: 500.5 } }
`;

describe('the home page', () => {
  it('counts what there is, and leaves out what there is none of', () => {
    const shown = figures(
      {
        ...project(),
        inventory: inventory(LAB),
        settings: { locale: 'en', outage: [], sidebar: [] },
      },
      words,
    );
    expect(shown.map(({ label, count }) => `${count} ${label}`)).toEqual([
      '3 Hosts',
      '1 Switches',
      '1 Storage arrays',
      '2 VLANs',
      '2 Storages',
    ]);
  });

  it('counts what is wrong apart from what nobody knows, and says where it stands', () => {
    const finding = (rule: string) => ({
      rule,
      severity: 'warning' as const,
      message: '',
      path: [],
    });
    const findings = [finding('gap'), finding('lacp-modes'), finding('gap')];
    const shown = figures(project({ findings, findingsPage: '/known/' }), words);
    expect(shown.filter(({ warns }) => warns)).toMatchObject([
      { count: 1, href: '/known/' },
      { count: 2, href: '/known/' },
    ]);
  });

  it('leads to the tables of the page that has them, or nowhere', () => {
    const links = (given: object, here?: string) =>
      figures({ ...project(given), inventory: inventory(LAB) }, words, here)
        .filter(({ label }) => ['VLANs', 'Storages'].includes(label))
        .map(({ href }) => href);
    expect(links({ glancePage: '/' })).toEqual(['#networks', '#storages']);
    expect(links({ glancePage: '/' }, '/known/')).toEqual(['/#networks', '/#storages']);
    expect(links({})).toEqual([undefined, undefined]);
  });

  it('shows who votes first, then the other hosts, switches and arrays', () => {
    const watch = (name: string) => (name === 'node1' ? { findings: 1, gaps: 2 } : fine());
    expect(rows(devices(inventory(LAB), words, watch))).toEqual([
      'Node 1 | hypervisor | 192.0.2.1 | 1 | 1 inconsistency · 2 gaps',
      'Node 2 | hypervisor | 192.0.2.2 | 2 | ',
      'Web 1 | web | — |  | ',
      'Switch 1 | switch | — |  | ',
      'Array | storage array | 192.0.2.5 |  | ',
    ]);
  });

  it('has no votes where there is no cluster, and stays short on a large site', () => {
    const many = Array.from({ length: 100 }, (_, index) => `  h${index}: { roles: [web] }`);
    const table = devices(inventory(`hosts:\n${many.join('\n')}`), words, fine);
    expect(table.columns.map(({ key }) => key)).not.toContain('votes');
    expect(table.rows.length).toBeLessThan(20);
    expect(table.notes).toEqual([`${100 - table.rows.length} others are in the inventory.`]);
  });

  it('says what the votes allow, in each language', () => {
    expect(quorums(inventory(LAB), words)).toEqual([
      'lab: 3 votes, quorum at 2; no node may fail.',
    ]);
    const three = LAB.replace('votes: 2', 'votes: 1').replace(
      'node2: { id',
      'web1: { id: 3, votes: 1 }, node2: { id',
    );
    expect(quorums(inventory(three), words)).toEqual([
      'lab: 3 votes, quorum at 2; 1 node may fail, the rest goes on.',
    ]);
    expect(quorums(inventory(three), strings('fr').home)).toEqual([
      'lab\u00A0: 3 votes, quorum à 2\u202F; un nœud peut tomber, le reste continue.',
    ]);
  });

  it('shows networks, and how much of a storage is free', () => {
    expect(rows(networks(inventory(LAB), words))).toEqual([
      '10 | LAN | 192.0.2.0/24',
      '20 | SAN | —',
    ]);
    expect(rows(storages(inventory(LAB), words))).toEqual([
      'raw | iSCSI | Array | ',
      'disks | LVM | vg0 | 500.5 of 1,024 GiB',
    ]);
  });
});
