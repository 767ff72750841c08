/** What each grammar of ours tells apart: `role:text` for all that isn't plain. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileLanguage } from '../../src/highlight/languages.ts';
import { highlightedLines } from '../../src/highlight/tokens.ts';

const ROOT = join(import.meta.dirname, '../..');

function told(language: string, text: string): string[] {
  return highlightedLines(text, language).flatMap((line) =>
    line
      .filter(({ text: piece, role }) => role !== 'text' && piece.trim() !== '')
      .map(({ text: piece, role }) => `${role}:${piece.trim()}`),
  );
}

const CASES: readonly (readonly [language: string, text: string, expected: readonly string[]])[] = [
  ['ios', 'interface GigabitEthernet0/26', ['keyword:interface', 'name:GigabitEthernet0/26']],
  ['ios', ' description Web 1 LACP', ['keyword:description', 'string:Web 1 LACP']],
  [
    'ios',
    ' switchport trunk allowed vlan 5,10-12',
    ['keyword:switchport', 'value:trunk', 'value:5', 'value:10-12'],
  ],
  ['ios', ' no shutdown', ['negation:no', 'keyword:shutdown']],
  ['ios', ' shutdown', ['negation:shutdown']],
  ['ios', '! end', ['comment:! end']],
  [
    'ios',
    'ip route 0.0.0.0 0.0.0.0 192.0.2.1',
    ['keyword:ip', 'value:0.0.0.0', 'value:0.0.0.0', 'value:192.0.2.1'],
  ],
  [
    'ios',
    'sw1(config-if)# channel-group 20 mode active',
    ['comment:sw1(config-if)#', 'keyword:channel-group', 'value:20', 'value:active'],
  ],
  ['ios', 'sw1#show etherchannel summary', ['comment:sw1#', 'keyword:show']],
  ['interfaces', 'auto lo eth0', ['keyword:auto', 'name:lo eth0']],
  [
    'interfaces',
    'iface mgr inet static',
    ['keyword:iface', 'name:mgr', 'keyword:inet', 'value:static'],
  ],
  ['interfaces', '    address 192.0.2.10/24', ['key:address', 'value:192.0.2.10/24']],
  [
    'interfaces',
    '    ovs_options tag=997 lacp=active',
    ['key:ovs_options', 'key:tag', 'value:997', 'key:lacp', 'value:active'],
  ],
  ['interfaces', '    bridge-ports eth0.997', ['key:bridge-ports', 'name:eth0.997']],
  ['interfaces', '# not yet', ['comment:# not yet']],
  ['corosync', 'totem {', ['keyword:totem']],
  ['corosync', '  ring0_addr: 192.0.2.1', ['key:ring0_addr', 'value:192.0.2.1']],
  ['corosync', '  secauth: on', ['key:secauth', 'value:on']],
  ['storage-cfg', 'iscsi: san', ['keyword:iscsi', 'name:san']],
  ['storage-cfg', '\tportal 192.0.2.5', ['key:portal', 'value:192.0.2.5']],
  ['bash', 'pvecm create "lab" # new', ['name:pvecm', 'string:"lab"', 'comment:# new']],
  ['unheard-of', 'a b', []],
];

describe('a line', () => {
  it.each(CASES)('%s: %s', (language, text, expected) => {
    expect(told(language, text)).toEqual(expected);
  });
});

describe('a file says what it is', () => {
  it.each([
    ['/etc/network/interfaces', '', 'interfaces'],
    ['/etc/network/interfaces.new', '', 'interfaces'],
    ['web1/corosync.conf', '', 'corosync'],
    ['/etc/pve/storage.cfg', '', 'storage-cfg'],
    ['sw1.running-config.txt', '', 'ios'],
    ['/etc/nginx/sites-available/lab', '', 'nginx'],
    ['saved.txt', '!\ninterface Gi0/1\n shutdown\n', 'ios'],
    ['notes.txt', 'nothing special', undefined],
  ])('%s', (path, text, expected) => {
    expect(fileLanguage(path, text)).toBe(expected);
  });
});

const FILES = globSync(
  [
    'content/observed/*',
    'content/configs/rendered/**/*.*',
    'content/configs/rendered/**/interfaces',
  ],
  { cwd: ROOT },
);

describe('every config of this repository', () => {
  it.each(FILES)('%s', (path) => {
    const text = readFileSync(join(ROOT, path), 'utf8');
    const language = fileLanguage(path, text);
    expect(language).toBeDefined();
    const lines = highlightedLines(text, language);
    // Painting changes no character.
    expect(lines.map((line) => line.map((piece) => piece.text).join('')).join('\n')).toBe(text);
    const plain = lines.filter(
      (line) => line.length > 0 && line.every(({ role }) => role === 'text'),
    );
    expect(
      plain
        .map((line) => line.map((piece) => piece.text).join(''))
        .filter((line) => /\w/.test(line)),
    ).toEqual([]);
  });
});
