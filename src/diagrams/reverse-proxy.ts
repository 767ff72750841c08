/** The path of a request: browser → reverse proxy → one of the members. */
import type { Inventory } from '../inventory/schema.ts';
import { members, nodeAddress, titleOf } from '../views/members.ts';
import { hostPath } from '../views/paths.ts';
import { arrow, group, id, node, type Parts, pill } from './flowchart.ts';
import { wordsOf } from './labels.ts';

/** All reverse proxies, or the one that is named. */
export function reverseProxy(inventory: Inventory, only?: string): Parts {
  const all = Object.entries(inventory.reverse_proxies);
  const proxies = only === undefined ? all : all.filter(([name]) => name === only);
  return [
    ...(proxies.length > 0 ? pill(id('client'), wordsOf(inventory).TEXT.client, 'service') : []),
    ...proxies.flatMap(([name, proxy]) => {
      const own = id('proxy', name);
      const address = nodeAddress(inventory, proxy.host) ?? wordsOf(inventory).TEXT.unknownAddress;
      const { upstream } = proxy;
      const title = `${proxy.server_name}\n${titleOf(inventory, proxy.host)} · ${address}`;
      return [
        ...node(own, title, 'switch', hostPath(proxy.host)),
        ...arrow(id('client'), own, 'HTTPS 443'),
        ...group(
          id('upstream', name),
          `upstream ${upstream.name} · ${upstream.policy}`,
          'group',
          members(inventory, proxy).flatMap((member) =>
            node(
              id('member', name, member.name),
              `${member.title}\n${member.address ?? wordsOf(inventory).TEXT.unknownAddress}:${upstream.port}`,
              member.address === undefined ? 'unknown' : 'host',
              hostPath(member.name),
            ),
          ),
        ),
        ...upstream.members.flatMap((member) => arrow(own, id('member', name, member))),
      ];
    }),
  ];
}
