import { describe, expect, it } from 'vitest';
import { ProblemError } from '../../src/problem/problem.ts';
import { cellText, isUnknown } from '../../src/views/table.ts';
import { TABLES, table } from '../../src/views/tables.ts';
import { expected, site, small } from '../fixtures/inventories.ts';

function text(name: string, inventory = small): string {
  const { caption, columns, rows } = table(inventory, name);
  return [
    `# ${caption}`,
    columns.map(({ label }) => label).join(' | '),
    ...rows.map((row) => columns.map(({ key }) => cellText(row[key]!)).join(' | ')),
    '',
  ].join('\n');
}

describe.each(Object.keys(TABLES))('table %s', (name) => {
  it('shows the small inventory as expected', async () => {
    await expect(text(name)).toMatchFileSnapshot(expected(`tables/${name}.txt`));
  });

  it.each([
    ['small', small],
    ['site', site],
  ])('has a value or an explicit unknown in each cell (%s)', (_name, inventory) => {
    const { columns, rows } = table(inventory, name);
    for (const row of rows) {
      for (const { key } of columns) {
        expect(row[key], `${name}.${key}`).toBeDefined();
        expect(cellText(row[key]!)).not.toMatch(/undefined|NaN|\[object/);
      }
    }
  });
});

describe('the tables of the source document', () => {
  it('port-channels: the host side, then the switch side', () => {
    const rows = table(site, 'port-channels', { device: 'laetitia' }).rows;
    expect(
      rows.map((row) =>
        ['portChannel', 'description', 'links'].map((key) => cellText(row[key]!)).join(' | '),
      ),
    ).toEqual([
      'PC 5 | LACP SAN - Sanizator | eth2 : Gi0/35, eth3 : Gi0/34',
      'PC 10 | LACP SAN - Camille | eth2 : Gi0/32, eth3 : Gi0/33',
      'PC 11 | LACP SAN - Nikita | eth2 : Gi0/28, eth3 : Gi0/29',
      'PC 20 | LACP Core - Camille | eth0 : Gi0/30, eth1 : Gi0/31',
      'PC 21 | LACP Core - Nikita | eth0 : Gi0/26, eth1 : Gi0/27',
    ]);
  });

  it('iSCSI: ID, portal, target, direct', () => {
    const rows = table(site, 'iscsi').rows.map((row) => Object.values(row).join(' '));
    expect(rows).toEqual([
      'SAN-VMs 172.22.5.5 iqn.2015-02.fr.resel:promox Non',
      'VM-SAN-Clubs 172.22.5.5 iqn.2015-02.fr.resel:clubs Oui',
      'VM-SAN-Miroir 172.22.5.5 iqn.2015-02.fr.resel:miroir Oui',
      'VM-SAN-Reloaded 172.22.5.5 iqn.2017-01.fr.resel:proxmox-reloaded Non',
    ]);
  });
});

describe('unknown values', () => {
  it('are told of the device that they are about, whose name may hold dots', () => {
    const host = Object.values(small.hosts)[0]!;
    const inventory = {
      ...small,
      hosts: { web1: host, 'web1.example.org': host },
      gaps: ['web1', 'web1.example.org'].map((name) => ({
        ...{ path: `hosts.${name}.address`, note: `of ${name}` },
      })),
    };
    const notes = (device: string) =>
      table(inventory, 'gaps', { device }).rows.map((row) => row.reason);
    expect(notes('web1.example.org')).toEqual(['of web1.example.org']);
    expect(notes('web1')).toEqual(['of web1']);
  });

  it('carry the reason that the gaps give', () => {
    const row = table(small, 'int-ports', { device: 'node-b' }).rows[0]!;
    expect(row.prefix).toEqual({ unknown: true, text: '—', note: 'nobody wrote it down' });
  });

  it('a cable that nobody knows is unknown, not empty', () => {
    const rows = table(site, 'interfaces', { device: 'proxima' }).rows;
    expect(rows).toHaveLength(4);
    expect(rows.every((row) => isUnknown(row.farEnd!))).toBe(true);
  });
});

describe('a name that does not exist', () => {
  it.each([
    ['no-such-table', {}, 'unknown-table', /no table named/],
    ['port-chanels', {}, 'unknown-table', /did you mean "port-channels"/],
    ['ports', { device: 'sw3' }, 'unknown-device', /did you mean "sw1"/],
    ['bonds', { device: 'sw1' }, 'unknown-device', /no host named "sw1"/],
  ])('%s %j', (name, args, rule, message) => {
    let thrown: unknown;
    try {
      table(small, name, args);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(ProblemError);
    expect((thrown as ProblemError).problems[0]?.rule).toBe(rule);
    expect((thrown as ProblemError).message).toMatch(message);
  });
});
