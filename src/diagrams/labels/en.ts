/** The words of diagrams, in English. */
import type { Words } from '../labels.ts';

export const en: Words = {
  DIAGRAMS: {
    physical: {
      title: 'Physical cabling',
      description:
        'Each cable links a port of a host or of the storage array to a switch port; the ports of one bond or port-channel are grouped.',
    },
    network: {
      title: 'Network of {host}',
      description:
        'Inside {host}: network cards, bonds, bridges and internal ports, with VLANs, MTU and addresses.',
    },
    wiring: {
      title: 'Wiring of {host}',
      description:
        'From left to right: what is at the end of each cable, the ports of {host}, and what they carry.',
    },
    storage: {
      title: 'Storage chain',
      description:
        'From the iSCSI target of the storage array to the virtual machines: target, LUN, storage of the cluster, volume group.',
    },
    cluster: {
      title: 'Cluster and quorum',
      description: 'The nodes of the cluster, their votes, and the quorum.',
    },
    'reverse-proxy': {
      title: 'Path through the reverse proxy',
      description: 'From the browser to the reverse proxy, then to one of the servers behind it.',
    },
  },

  TEXT: {
    noCable: 'no known cable',
    noPort: 'no known port',
    unknownAddress: 'address unknown',
    unknownPrefix: 'prefix unknown',
    unknownLun: 'LUN unknown',
    unknownPlace: 'location unknown',
    portChannel: 'PC',
    nics: 'Network cards',
    vlan: 'VLAN',
    tagged: 'tagged',
    untagged: 'untagged',
    mtu: 'MTU',
    disabled: 'not started at boot',
    ovsBridge: 'Open vSwitch bridge',
    linuxBridge: 'Linux bridge',
    iscsi: 'iSCSI',
    lvm: 'LVM',
    free: 'GiB free of',
    guests: 'VMs',
    volumes: ['logical volume', 'logical volumes'],
    direct: 'used by VMs directly',
    localDisks: 'local disks',
    node: 'node',
    votes: ['vote', 'votes'],
    quorum: 'Quorum',
    needed: ['vote needed of', 'votes needed of'],
    losses: ['node may fail', 'nodes may fail'],
    qdevice: 'QDevice',
    hosts: ['host', 'hosts'],
    cables: ['cable', 'cables'],
    nodes: ['node', 'nodes'],
    targets: ['target', 'targets'],
    members: ['server', 'servers'],
    client: 'Browser',
    from: 'From',
    to: 'To',
    relation: 'Link',
    columns: {
      far: 'Far end',
      port: 'Port',
      bundle: 'Bond',
      bridge: 'Bridge',
      address: 'Internal port',
    },
  },

  decimal: '.',
  isOne: (count) => count === 1,
};
