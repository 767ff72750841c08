/** The devices that a config is for, and what its template may name on each. */
import type { Inventory } from '../inventory/schema.ts';
import type { TemplateContext } from '../template/template.ts';
import { templateContext } from '../views/context.ts';
import { clusterNodes, members, nodeAddress } from '../views/members.ts';
import { iscsiStorages, lvmStorages } from '../views/storage-chain.ts';
import { iosInterfaces } from './ios.ts';
import type { Subject } from './mapping.ts';
import { ifupdownNetwork } from './ovs.ts';

/** One device, or cluster, that gets a config. */
export interface ConfigSubject {
  /** Folder of the rendered file. */
  readonly device: string;
  readonly context: TemplateContext;
}

/** Who gets the config of a rule. Empty when nothing in the inventory answers the description. */
export function subjects(inventory: Inventory, wanted: Subject): ConfigSubject[] {
  switch (wanted.kind) {
    case 'host':
      return hosts(inventory, wanted.role);
    case 'switch':
      return switches(inventory, wanted.platform);
    case 'cluster':
      return clusters(inventory);
    case 'reverse-proxy':
      return reverseProxies(inventory);
  }
}

function hosts(inventory: Inventory, role: string | undefined): ConfigSubject[] {
  return Object.entries(inventory.hosts)
    .filter(([, host]) => role === undefined || host.roles.includes(role))
    .map(([device]) => ({
      device,
      context: {
        ...templateContext(inventory, device),
        network: ifupdownNetwork(inventory, device),
      },
    }));
}

function switches(inventory: Inventory, platform: string | undefined): ConfigSubject[] {
  return Object.entries(inventory.switches)
    .filter(([, one]) => platform === undefined || one.platform === platform)
    .map(([device, one]) => ({
      device,
      context: {
        ...templateContext(inventory, device),
        interfaces: iosInterfaces(inventory, one),
      },
    }));
}

function clusters(inventory: Inventory): ConfigSubject[] {
  return Object.entries(inventory.clusters).map(([device, cluster]) => {
    const { qdevice } = cluster;
    const witness = qdevice && {
      ...qdevice,
      address: nodeAddress(inventory, qdevice.host),
    };
    return {
      device,
      context: {
        ...templateContext(inventory),
        cluster: {
          ...cluster,
          name: device,
          nodes: clusterNodes(inventory, cluster),
          qdevice: witness,
        },
        iscsi: iscsiStorages(inventory),
        lvm: lvmStorages(inventory),
      },
    };
  });
}

function reverseProxies(inventory: Inventory): ConfigSubject[] {
  return Object.entries(inventory.reverse_proxies).map(([name, proxy]) => ({
    device: proxy.host,
    context: {
      ...templateContext(inventory, proxy.host),
      proxy: { ...proxy, name, members: members(inventory, proxy) },
    },
  }));
}
