/** What a text is found by, and what a query asks for. */
import { describe, expect, it } from 'vitest';
import { stemmerOf } from '../../src/search/stemmers.ts';
import { tokens } from '../../src/search/terms.ts';

const french = stemmerOf('fr');
const english = stemmerOf('en');

const terms = (text: string, stem = french) => tokens(text, stem).flatMap((token) => token.terms);
const asked = (text: string) => tokens(text, french).map((token) => token.asked[0]);

/** Would `typed` find `written`? */
function finds(typed: string, written: string, stem = french): boolean {
  const found = new Set(terms(written, stem));
  return tokens(typed, stem).every((token) => token.asked.some((term) => found.has(term)));
}

describe('words', () => {
  it.each([
    ['hyperviseur', 'Les hyperviseurs'],
    ["l'hyperviseur", 'un hyperviseur'],
    ['hyperviseurs', 'de l’hyperviseur'],
    ['d’un reseau', 'un réseau'],
    ["qu'il", 'ce qu’il faut'],
    ['redémarre', 'redémarrer'],
    ['ARRETER', 'arrêtés'],
    ['noeud', 'les nœuds'],
    ['equipement', 'Équipements'],
    ['ca', 'Ça'],
    ['configuré', 'configurer'],
    ['redémarrage', 'redémarrer'],
    ['adresser', 'l’adressage'],
  ])('%s finds “%s”', (typed, written) => expect(finds(typed, written)).toBe(true));

  it.each([
    ['partage', 'une part'],
    ['page', 'un pas'],
  ])('%s does not find “%s”', (typed, written) => expect(finds(typed, written)).toBe(false));

  it.each([
    ['restart', 'restarting the services'],
    ['backups', 'a backup'],
  ])('in English, %s finds “%s”', (typed, written) =>
    expect(finds(typed, written, english)).toBe(true),
  );

  it('alone as a letter say nothing: an elision leaves its word', () => {
    expect(terms('l’ d’ j')).toEqual([]);
    expect(asked("l'adresse")).toEqual(['adresse']);
  });
});

describe('identifiers', () => {
  it.each([
    ['172.22.2.58', '172.22.2.58'],
    ['172.22.2.58', 'https://172.22.2.58:8006/'],
    ['8006', '172.22.2.58:8006'],
    ['172.22.2.58:8006', 'Adresse : 172.22.2.58 · Port : 8006'],
    ['192.0.2.0', '192.0.2.0/24'],
    ['192.0.2.0/24', '192.0.2.0'],
    ['gigabitethernet0/26', 'Gi0/26'],
    ['Gi0/26', 'interface GigabitEthernet0/26'],
    ['GigabitEthernet 0/26', 'gi0/26'],
    ['0/26', 'Gi0/26'],
    ['Te1/0/1', 'TenGigabitEthernet1/0/1'],
    ['Gi1/0/24.997', 'GigabitEthernet1/0/24.997'],
    ['Po21', 'interface Port-channel21'],
    ['PC 21', 'port-channel 21'],
    ['port-channel', 'Port-channel21'],
    ['vlan 997', 'interface Vlan997'],
    ['vlan997', 'switchport access vlan 997'],
    ['997', 'eth0.997'],
    ['eth0', 'eth0.997'],
    ['bond2', 'iface bond2 inet manual'],
    ['00:1b:21:3c:4d:5e', '001b.213c.4d5e'],
    ['00-1B-21-3C-4D-5E', '00:1b:21:3c:4d:5e'],
    ['50:06:01:60:3b:20:19:aa', 'naa.500601603b2019aa'],
    ['0x500601603b2019aa', '50:06:01:60:3B:20:19:AA'],
    ['SHA256:uNiVztksCsDhcc0u9e8BrqDdKo1y2nJm', 'sha256:UNIVZTKSCSDHCC0U9E8BRQDDKO1Y2NJM'],
    ['uNiVztksCsDhcc0u9e8BrqDdKo1y2nJm', 'SHA256:uNiVztksCsDhcc0u9e8BrqDdKo1y2nJm'],
    ['iqn.2015-02.org.example:vms', 'iqn.2015-02.org.example:vms'],
    ['vms', 'iqn.2015-02.org.example:vms'],
    ['fe80::1', 'fe80::1'],
    ['/etc/network/interfaces', 'dans `/etc/network/interfaces`.'],
    ['interfaces', '/etc/network/interfaces'],
    ['802.1Q', 'trunk 802.1q'],
  ])('%s finds “%s”', (typed, written) => expect(finds(typed, written)).toBe(true));

  it.each([
    ['172.22.2.5', '172.22.2.58'],
    ['172.22.2.58', '172.22.2.59'],
    ['22.2.58', '172.22.2.58'],
    ['Gi0/2', 'Gi0/26'],
    ['Gi0/26', 'Te0/26'],
    ['Po2', 'Po21'],
    ['99', '997'],
    ['bond2', 'bond1'],
    ['00:1b:21:3c:4d:5e', '00:1b:21:3c:4d:5f'],
  ])('%s isn’t %s', (typed, written) => expect(finds(typed, written)).toBe(false));

  it('are marked, and known to be whole where they are', () => {
    const shape = (text: string) =>
      tokens(text, french).map(({ identifier, whole }) => [identifier, whole === true]);
    expect(shape('172.22.2')).toEqual([[true, false]]);
    expect(shape('172.22.2.58')).toEqual([[true, true]]);
    expect(shape('réseau')).toEqual([[false, false]]);
  });

  it('stand where they stand in the text', () => {
    const text = 'Le port GigabitEthernet0/26, puis 192.0.2.1/24.';
    const pieces = tokens(text, french).map(({ start, end }) => text.slice(start, end));
    expect(pieces).toEqual(['Le', 'port', 'GigabitEthernet0/26', 'puis', '192.0.2.1/24']);
  });
});
