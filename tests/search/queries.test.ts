/** What an admin of the first site types, and what must come first. */
import { describe, expect, it } from 'vitest';
import type { Kind } from '../../src/search/document.ts';
import { createEngine } from '../../src/search/engine.ts';
import { stemmerOf } from '../../src/search/stemmers.ts';
import { corpusDocuments, LOCALE } from './support.ts';

const engine = createEngine(corpusDocuments(), stemmerOf(LOCALE));

type Row = readonly [query: string, kind: Kind, heading: string, address?: string | undefined];

/** An identifier: its own row, step or stanza. */
const IDENTIFIERS: readonly Row[] = [
  ['172.22.2.58', 'inventory', '172.22.2.58 · camille · mgr', '/inventory/hosts/camille/#port-mgr'],
  ['camille', 'inventory', 'Camille', '/inventory/hosts/camille/'],
  ['laetitia', 'page', '', '/laetitia/'],
  ['172.22.2.42', 'inventory', '172.22.2.42 · nikita · mgr'],
  ['172.22.5.5', 'inventory', 'Sanizator · 172.22.5.5', '/inventory/sans/sanizator/'],
  ['172.22.0.115', 'inventory', '172.22.0.115 · lien avec Laetitia'],
  ['https://172.22.2.58:8006/', 'inventory', 'camille · proxmox.resel.fr'],
  ['172.22.2.58 pvecm add', 'step', 'Joindre les nœuds'],
  ['Gi0/26', 'inventory', 'laetitia · Gi0/26', '/inventory/switches/laetitia/#port-gi0-26'],
  ['gi0/26', 'inventory', 'laetitia · Gi0/26'],
  ['gigabitethernet0/26', 'inventory', 'laetitia · Gi0/26'],
  ['GigabitEthernet 0/35', 'inventory', 'laetitia · Gi0/35'],
  ['997', 'inventory', 'Management · 997'],
  ['VLAN 997', 'inventory', 'Management · 997'],
  ['vlan997', 'inventory', 'Management · 997'],
  ['bond2', 'inventory', 'camille · bond2'],
  ['bond2 nikita', 'inventory', 'nikita · bond2'],
  ['vmbr2 proxima', 'inventory', 'proxima · vmbr2'],
  ['PC 21', 'inventory', 'laetitia · PC 21'],
  ['port-channel 21', 'inventory', 'laetitia · PC 21'],
  ['Po10', 'inventory', 'laetitia · PC 10'],
  ['iqn.2015-02.fr.resel:promox', 'inventory', 'SAN-VMs'],
  ['0d:f2:dd:e1:bb:ae:e4:71:86:ad:ed:5e:02:78:cf:7c', 'inventory', 'hosts.camille.ssh.host_keys'],
  ['0df2.dde1.bbae', 'inventory', 'hosts.camille.ssh.host_keys'],
  ['8972', 'step', 'Prouver que les grandes trames passent'],
  ['LUN01', 'inventory', 'sanizator · proxmox-reloaded'],
  ['ring0_addr', 'config', 'nodelist'],
];

/** Words: the page or section about them. */
const WORDS: readonly Row[] = [
  ['reseau', 'page', '', '/reseau/'],
  ['réseau', 'page', '', '/reseau/'],
  ['stockage', 'page', '', '/stockage/'],
  ['reverse proxy', 'page', '', '/reverse-proxy/'],
  ['incoherences', 'page', '', '/incoherences/'],
  ["l'hyperviseur", 'page', '', '/runbooks/reseau-hyperviseur/'],
  ['d’un hyperviseur', 'page', '', '/runbooks/reseau-hyperviseur/'],
  ['jumbo frame', 'page', '', '/runbooks/jumbo-frames/'],
  ['creer cluster', 'page', '', '/runbooks/cluster-creer/'],
  ['joindre un nœud au cluster', 'page', '', '/runbooks/cluster-creer/'],
  ['quorum', 'page', 'Quorum', '/haute-disponibilite/#quorum'],
  ['quorum perdu', 'page', 'Si le quorum est perdu'],
  ['fencing', 'page', 'Fencing'],
  ['multipath', 'page', 'Alternative au LACP\u00A0: iSCSI Multipath'],
  ['lacp', 'page', 'LACP', '/reseau/#lacp'],
  ['lames graou', 'page', 'Lames\u00A0: graou et patou'],
  ['fichiers voulus', 'page', 'Fichiers voulus'],
  ['verrou d’une machine', 'page', 'Le verrou de chaque machine'],
  ['reprendre après une coupure', 'page', 'Après une coupure'],
  ['secrets', 'page', '', '/guide/secrets/'],
  ['pvecm status', 'step', 'Quorum et votes'],
  ['upstream proxmox', 'config', 'upstream proxmox'],
  ['vg-reloaded', 'inventory', 'vg-reloaded'],
  ['que manque-t-il au chemin ?', 'page', 'Ce qui manque au chemin'],
  // Misspelt.
  ['reseua', 'page', '', '/reseau/'],
  ['hyprviseur', 'page', 'Réseau des hyperviseurs'],
  ['etherchanel', 'page', 'LACP', '/reseau/#lacp'],
];

describe('the first hit', () => {
  const rows = [...IDENTIFIERS, ...WORDS].map((row) => [row[0], row] as const);
  it.each(rows)('of “%s”', (_, [query, kind, heading, address]) => {
    const [hit] = engine.search(query).hits;
    const { id } = hit?.document ?? {};
    expect({ kind: hit?.document.kind, heading: hit?.document.heading, id }).toEqual({
      ...{ kind, heading },
      id: address ?? id,
    });
  });
});

describe('what begins so', () => {
  it.each([
    ['172.22.2', ['172.22.2.42', '172.22.2.58', '172.22.2.63']],
    ['172.22.2.5', ['172.22.2.58']],
  ])('%s', (query, addresses) => {
    const rows = engine.search(query).hits.slice(0, addresses.length);
    expect(rows.map(({ document }) => document.heading.split(' ')[0]).sort()).toEqual(addresses);
  });
});

it.each(['172.22.9.99', 'Gi0/77', 'bond7', '998765', 'zzqqx'])('%s is nowhere', (query) =>
  expect(engine.search(query).hits).toEqual([]),
);
