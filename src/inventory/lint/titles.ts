/** The rules' names, for the terminal and the site. Numbers are those of the rule list in the guide. */

interface Title {
  readonly title: string;
  /** One sentence: what the rule wants, and why. */
  readonly explanation: string;
}

interface RuleTitle {
  readonly number: number;
  readonly en: Title;
  readonly fr: Title;
}

export const TITLES = {
  'bond-port-channel': {
    number: 1,
    en: {
      title: 'A bond and a port-channel are the two ends of one aggregate',
      explanation:
        'All members of a bond end on one switch, in one port-channel, and all members of a port-channel lead to one bond; otherwise frames are lost.',
    },
    fr: {
      title: 'Un bond et un port-channel sont les deux bouts d’un même agrégat',
      explanation:
        'Tous les membres d’un bond aboutissent au même switch et au même port-channel, et réciproquement ; sinon des trames se perdent.',
    },
  },
  'lacp-modes': {
    number: 2,
    en: {
      title: 'The two ends of an aggregate agree on LACP',
      explanation:
        'At least one end is active, neither mixes static and LACP, and balance-tcp has LACP; otherwise the aggregate never comes up.',
    },
    fr: {
      title: 'Les deux bouts d’un agrégat s’accordent sur LACP',
      explanation:
        'Un bout au moins est actif, aucun ne mélange statique et LACP, et balance-tcp a LACP ; sinon l’agrégat ne monte jamais.',
    },
  },
  'port-used-once': {
    number: 3,
    en: {
      title: 'A port is used once',
      explanation: 'A port takes one cable, and a NIC belongs to one bond.',
    },
    fr: {
      title: 'Un port ne sert qu’une fois',
      explanation: 'Un port reçoit un seul câble, une carte réseau appartient à un seul bond.',
    },
  },
  'channel-member-settings': {
    number: 5,
    en: {
      title: 'A port has the settings of its port-channel',
      explanation:
        'The switch suspends a member whose mode, VLANs or speed differ, and applies its other lines to that member only.',
    },
    fr: {
      title: 'Un port a les réglages de son port-channel',
      explanation:
        'Le switch suspend un membre dont le mode, les VLAN ou le débit diffèrent, et n’applique ses autres lignes qu’à lui.',
    },
  },
  'vlan-tagging': {
    number: 6,
    en: {
      title: 'Both ends agree on tags',
      explanation:
        'Towards an access port frames carry no tag; towards a trunk they carry one, unless the VLAN is its native one.',
    },
    fr: {
      title: 'Les deux bouts s’accordent sur les étiquettes',
      explanation:
        'Vers un port d’accès les trames ne portent pas d’étiquette ; vers un trunk elles en portent une, sauf dans son VLAN natif.',
    },
  },
  'vlan-path': {
    number: 7,
    en: {
      title: 'A VLAN is declared, and allowed all along its path',
      explanation: 'One port that does not allow it is enough to cut those who are behind it.',
    },
    fr: {
      title: 'Un VLAN est déclaré, et autorisé tout au long de son chemin',
      explanation: 'Un seul port qui ne l’autorise pas suffit à couper ceux qui sont derrière.',
    },
  },
  'address-plan': {
    number: 11,
    en: {
      title: 'Addresses are coherent',
      explanation:
        'An address is given once and lies in its network; a host has one gateway, and none on the storage VLAN.',
    },
    fr: {
      title: 'Les adresses sont cohérentes',
      explanation:
        'Une adresse n’est donnée qu’une fois et appartient à son réseau ; un hôte a une seule passerelle, jamais dans le VLAN de stockage.',
    },
  },
  quorum: {
    number: 12,
    en: {
      title: 'Votes make a majority possible',
      explanation:
        'An odd number of votes, or an arbiter for an even one; the expected votes are those of the nodes.',
    },
    fr: {
      title: 'Les votes permettent une majorité',
      explanation:
        'Un nombre impair de votes, ou un arbitre s’il est pair ; les votes attendus sont ceux des nœuds.',
    },
  },
  'storage-chain': {
    number: 14,
    en: {
      title: 'Storages, targets, LUNs and volume groups fit together',
      explanation:
        'Names tell direct use, a volume group is shared when it lies on a SAN, and no volume group or LUN serves two storages.',
    },
    fr: {
      title: 'Stockages, cibles, LUN et groupes de volumes s’enchaînent',
      explanation:
        'Le nom dit l’usage direct, un groupe de volumes sur SAN est partagé, et aucun groupe ni LUN ne sert à deux stockages.',
    },
  },
  coverage: {
    number: 15,
    en: {
      title: 'Each hypervisor is everywhere it should be',
      explanation:
        'It has management and storage cables, is behind the reverse proxy and in the cluster, and has more than one path to its storage.',
    },
    fr: {
      title: 'Chaque hyperviseur est partout où il doit être',
      explanation:
        'Il a ses câbles de management et de stockage, il est derrière le reverse proxy et dans le cluster, et il a plus d’un chemin vers son stockage.',
    },
  },
  gap: {
    number: 90,
    en: {
      title: 'Known gaps',
      explanation: 'What nobody knows yet; it stays absent until someone reads it on the device.',
    },
    fr: {
      title: 'Lacunes connues',
      explanation:
        'Ce que personne ne sait encore ; la valeur reste absente jusqu’à ce qu’on la relève sur l’équipement.',
    },
  },
  'gap-filled': {
    number: 91,
    en: {
      title: 'A gap that is filled',
      explanation: 'A value that is recorded as unknown is there: the record is out of date.',
    },
    fr: {
      title: 'Lacune comblée',
      explanation: 'Une valeur notée comme inconnue est présente : la note est périmée.',
    },
  },
  contradiction: {
    number: 92,
    en: {
      title: 'Recorded contradictions',
      explanation: 'Where sources disagree: one reading was kept, and the other is told here.',
    },
    fr: {
      title: 'Contradictions relevées',
      explanation:
        'Là où les sources se contredisent : une lecture est gardée, l’autre est dite ici.',
    },
  },
} as const satisfies Record<string, RuleTitle>;

export type RuleId = keyof typeof TITLES;
