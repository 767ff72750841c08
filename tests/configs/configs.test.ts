import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type ConfigFile, renderConfigs } from '../../src/configs/configs.ts';
import { expected, ROOT, site, small, templates } from '../fixtures/inventories.ts';

function configs(inventory = site): ConfigFile[] {
  const rendered = renderConfigs(inventory, templates());
  if (!rendered.ok) throw new Error(JSON.stringify(rendered.problems));
  return [...rendered.files];
}

function config(path: string, inventory = site): string {
  const found = configs(inventory).find((file) => `${file.device}/${file.name}` === path);
  if (found === undefined) throw new Error(`no config ${path}`);
  return found.text;
}

const SMALL_FILES = [
  'node-a/interfaces',
  'node-b/interfaces',
  'door/nginx.conf',
  'pair/corosync.conf',
  'pair/storage.cfg',
  'sw1/interfaces',
];

describe('the configs of the small inventory', () => {
  it('are these, and no other', () => {
    expect(configs(small).map(({ device, name }) => `${device}/${name}`)).toEqual(SMALL_FILES);
  });

  it.each(SMALL_FILES)('%s', async (path) => {
    await expect(config(path, small)).toMatchFileSnapshot(expected(`configs/${path}`));
  });
});

/** The reverse proxy's configuration as the source document has it. */
const SOURCE_NGINX = readFileSync(join(import.meta.dirname, 'fixtures/source-nginx.conf'), 'utf8');

describe("the first site's configs", () => {
  it('nginx.conf holds each line of the source, in its order, and only comments besides', () => {
    const isConfig = (line: string) => line.trim() !== '' && !line.trim().startsWith('#');
    const ours = config('situs/nginx.conf').split('\n').filter(isConfig);
    expect(ours).toEqual(SOURCE_NGINX.split('\n').filter(isConfig));
  });

  it.each(['camille', 'nikita', 'proxima'])('%s: no address is invented', (host) => {
    const text = config(`${host}/interfaces`);
    expect(text).not.toMatch(/^\s*(address|netmask|gateway) /m);
    expect(text).toContain(`hosts.${host}.ports.sto.address`);
    expect(text).toMatch(/^# INCOMPLET/m);
  });

  it('storage.cfg: tabs, and no base volume that nobody has read', () => {
    const text = config('lyoko-cluster/storage.cfg');
    expect(text).not.toMatch(/^\tbase /m);
    const settings = text.split('\n').filter((line) => /^\s/.test(line));
    expect(settings.every((line) => line.startsWith('\t'))).toBe(true);
  });

  it('corosync.conf: ids and votes as they are, not as they are counted', () => {
    const text = config('lyoko-cluster/corosync.conf');
    expect([...text.matchAll(/nodeid: (\d+)/g)].map(([, id]) => id)).toEqual(['1', '2', '4']);
    expect(text).toMatch(/name: proxima\n {4}nodeid: 4\n {4}quorum_votes: 1\n/);
  });
});

describe('the switch', () => {
  const sections = config('laetitia/interfaces')
    .split(/^!\n/m)
    .filter((part) => part.startsWith('interface'));

  it('has its port-channels and its ports', () => {
    const names = sections.map((section) => section.split('\n')[0]);
    expect(names.slice(0, 5)).toEqual(
      [5, 10, 11, 20, 21].map((id) => `interface Port-channel${id}`),
    );
    expect(names.slice(5)).toEqual(
      [26, 27, 28, 29, 30, 31, 32, 33, 34, 35].map((n) => `interface GigabitEthernet0/${n}`),
    );
  });

  it.each(sections.map((section) => [section.split('\n')[0] as string, section]))(
    '%s: IOS takes the lines in this order',
    (_name, section) => {
      const order = ['encapsulation', 'switchport mode', 'channel-protocol', 'channel-group'];
      const at = order.map((part) => section.indexOf(part)).filter((index) => index !== -1);
      expect(at).toEqual(at.toSorted((a, b) => a - b));
      expect(section).not.toContain('no switchport trunk allowed vlan');
    },
  );

  it('keeps the order of the listing as found', () => {
    const observed = readFileSync(
      join(ROOT, 'content/observed/laetitia.running-config.txt'),
      'utf8',
    );
    const listing = observed.split(/^!\n/m).find((part) => part.includes('Ethernet0/27'));
    const ours = sections.find((part) => part.includes('Ethernet0/27'));
    expect(ours?.trim()).toBe(listing?.trim());
  });
});
