import { describe, expect, it } from 'vitest';
import { cablingOf } from '../../src/views/cabling.ts';
import { DEVICE_TABLES, type DeviceTableName } from '../../src/views/device-tables.ts';
import { portPath } from '../../src/views/paths.ts';
import { cellParts, cellText, type TableArgs } from '../../src/views/table.ts';
import { table } from '../../src/views/tables.ts';
import { expected, site, small } from '../fixtures/inventories.ts';

function text(name: DeviceTableName, args: TableArgs): string {
  const { caption, columns, rows } = DEVICE_TABLES[name](small, args);
  return [
    `# ${caption} ${Object.values(args).join(' ')}`.trim(),
    columns.map(({ label }) => label).join(' | '),
    ...rows.map((row) => columns.map(({ key }) => cellText(row[key]!)).join(' | ')),
    '',
  ].join('\n');
}

describe.each(Object.keys(DEVICE_TABLES) as DeviceTableName[])('table %s', (name) => {
  const kinds = { sans: ['sans'], 'san-ports': ['sans'], 'port-channel': ['switches'] } as Record<
    string,
    ('hosts' | 'switches' | 'sans')[]
  >;

  it('shows the small inventory as expected', async () => {
    const devices = (kinds[name] ?? ['hosts', 'switches']).flatMap((kind) =>
      Object.keys(small[kind]),
    );
    const all = devices.map((device) => text(name, { device })).join('\n');
    await expect(all).toMatchFileSnapshot(expected(`tables/device/${name}.txt`));
  });
});

describe('cables of a device', () => {
  const devices = [
    ...Object.keys(site.hosts),
    ...Object.keys(site.switches),
    ...Object.keys(site.sans),
  ];

  it.each(devices)('%s: begin at it, and lead to both ends', (device) => {
    const { rows } = table(site, 'cables', { device });
    expect(rows).toHaveLength(cablingOf(site).of(device).length);
    for (const row of rows) {
      const [near, far] = [row.a!, row.b!].map((cell) => cellParts(cell)[0]!);
      expect(near?.text.split(' ')[0]).toBe(device);
      for (const end of [near, far]) {
        const [name = '', port = ''] = end?.text.split(' ') ?? [];
        expect(end?.href).toBe(portPath(site, name, port));
        expect(end?.href).toBeDefined();
      }
    }
  });

  it('are those of a port-channel when one is named', () => {
    const { rows } = table(site, 'cables', { device: 'laetitia', channel: '10' });
    expect(rows.map(({ a, b }) => `${cellText(a!)} ${cellText(b!)}`)).toEqual([
      'laetitia Gi0/32 camille eth2',
      'laetitia Gi0/33 camille eth3',
    ]);
  });
});

describe('anchors', () => {
  it.each([
    ['interfaces', 'camille', ['port-eth0', 'port-eth1', 'port-eth2', 'port-eth3']],
    ['bonds', 'camille', ['port-bond1', 'port-bond2']],
    ['int-ports', 'camille', ['port-mgr', 'port-sto']],
  ])('of %s of %s', (name, device, anchors) => {
    const { anchors: found, rows } = table(site, name, { device });
    expect(found).toEqual(anchors);
    expect(rows).toHaveLength(anchors.length);
  });

  it('are one a row and different on one page', () => {
    const all = ['interfaces', 'bonds', 'bridges', 'int-ports'].flatMap(
      (name) => table(site, name, { device: 'camille' }).anchors ?? [],
    );
    expect(new Set(all).size).toBe(all.length);
  });
});
