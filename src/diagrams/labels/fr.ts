/** The words of diagrams, in French. The keys are those of every language. */
import type { Pair } from '../labels.ts';

export const fr = {
  DIAGRAMS: {
    physical: {
      title: 'Câblage physique',
      description:
        'Chaque câble relie un port d’un hôte ou du SAN à un port de switch ; les ports d’un même agrégat ou port-channel sont groupés.',
    },
    network: {
      title: 'Réseau de {host}',
      description:
        'Dans {host} : cartes réseau, agrégats, ponts et ports internes, avec VLAN, MTU et adresses.',
    },
    wiring: {
      title: 'Branchement de {host}',
      description:
        'De gauche à droite : ce qu’il y a au bout de chaque câble, les ports de {host}, et ce qu’ils portent.',
    },
    storage: {
      title: 'Chaîne de stockage',
      description:
        'De la cible iSCSI du SAN aux machines virtuelles : cible, LUN, stockage du cluster, groupe de volumes.',
    },
    cluster: {
      title: 'Cluster et quorum',
      description: 'Les nœuds du cluster, leurs votes, et le quorum.',
    },
    'reverse-proxy': {
      title: 'Chemin par le reverse proxy',
      description: 'Du navigateur au reverse proxy, puis à l’un des serveurs qu’il a derrière lui.',
    },
  },

  TEXT: {
    noCable: 'aucun câble connu',
    noPort: 'aucun port connu',
    unknownAddress: 'adresse inconnue',
    unknownPrefix: 'préfixe inconnu',
    unknownLun: 'LUN inconnu',
    unknownPlace: 'emplacement inconnu',
    portChannel: 'PC',
    nics: 'Cartes réseau',
    vlan: 'VLAN',
    tagged: 'étiqueté',
    untagged: 'non étiqueté',
    mtu: 'MTU',
    disabled: 'désactivé au démarrage',
    ovsBridge: 'pont Open vSwitch',
    linuxBridge: 'pont Linux',
    iscsi: 'iSCSI',
    lvm: 'LVM',
    free: 'Gio libres sur',
    guests: 'VM',
    volumes: ['volume logique', 'volumes logiques'] as Pair,
    direct: 'accès direct par les VM',
    localDisks: 'disques locaux',
    node: 'nœud',
    votes: ['vote', 'votes'] as Pair,
    quorum: 'Quorum',
    needed: ['vote nécessaire sur', 'votes nécessaires sur'] as Pair,
    losses: ['perte de nœud supportée', 'pertes de nœud supportées'] as Pair,
    qdevice: 'QDevice',
    hosts: ['hôte', 'hôtes'] as Pair,
    cables: ['câble', 'câbles'] as Pair,
    nodes: ['nœud', 'nœuds'] as Pair,
    targets: ['cible', 'cibles'] as Pair,
    members: ['serveur', 'serveurs'] as Pair,
    client: 'Navigateur',
    from: 'De',
    to: 'Vers',
    relation: 'Lien',
    columns: {
      far: 'En face',
      port: 'Port',
      bundle: 'Agrégat',
      bridge: 'Pont',
      address: 'Port interne',
    },
  },

  /** Of numbers written in figures. */
  decimal: ',',
  /** One takes the singular, and so does zero. */
  isOne: (count: number): boolean => count < 2,
};
