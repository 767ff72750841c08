/** A small project to look things up in. */
import { parseInventory } from '../../../src/inventory/parse.ts';
import type { SiteProject } from '../../../src/site/project.ts';

const INVENTORY = `
title: A lab
vlans:
  lan: { id: 10, title: LAN }
hosts:
  node1:
    title: Node 1
    roles: [web]
    management: mgr
    bonds:
      bond1: { members: [eth0, eth1] }
    nics: { eth0: {}, eth1: {} }
    bridges: { br0: {} }
    ports:
      mgr: { bridge: br0, vlan: lan, address: 192.0.2.1 }
  node2: { title: Node 2, roles: [web] }
gaps:
  - { path: hosts.node2.address, note: nobody has looked yet }
`;

export function project(extra: Partial<SiteProject> = {}): SiteProject {
  const parsed = parseInventory([{ path: 'content/inventory/lab.yaml', text: INVENTORY }]);
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join('\n'));
  return {
    settings: { locale: 'fr', outage: [], sidebar: [] },
    built: { at: '2026-01-02T03:04:05.000Z', commit: 'abc1234', changed: false },
    inventory: parsed.loaded.inventory,
    sources: [],
    places: new Map(),
    findings: [],
    ruleTitles: {},
    runbooks: [],
    diagrams: [
      { name: 'physical', title: 'Cables', description: '', parts: [], svg: '<svg></svg>' },
    ],
    configs: [{ device: 'node1', name: 'interfaces', lang: 'ini', text: 'auto br0\niface br0' }],
    observed: [{ name: 'switch1.txt', lang: 'text', text: '!\ninterface Gi0/1\n up' }],
    ...extra,
  };
}
