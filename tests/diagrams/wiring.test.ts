import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { hostWiring, sanWiring, switchWiring } from '../../src/diagrams/wiring.ts';
import type { Wiring } from '../../src/diagrams/wiring-builder.ts';
import { layout } from '../../src/diagrams/wiring-layout.ts';
import { wiringPicture } from '../../src/diagrams/wiring-svg.ts';
import type { Inventory } from '../../src/inventory/schema.ts';
import { cablingOf } from '../../src/views/cabling.ts';
import { networkedHosts } from '../../src/views/host-network.ts';
import { site, small } from '../fixtures/inventories.ts';

type Case = readonly [name: string, wiring: Wiring, cables: number];

function cases(inventory: Inventory): Case[] {
  const cables = (name: string) => cablingOf(inventory).of(name).length;
  return [
    ...networkedHosts(inventory).map(
      (name): Case => [name, hostWiring(inventory, name), cables(name)],
    ),
    ...Object.keys(inventory.switches).map(
      (name): Case => [name, switchWiring(inventory, name), cables(name)],
    ),
    ...Object.keys(inventory.sans).map(
      (name): Case => [name, sanWiring(inventory, name), cables(name)],
    ),
  ];
}

const WORDS = { id: 'w', title: 'Title', description: 'Description & <more>' };

describe.each([...cases(site), ...cases(small)])('the wiring of %s', (_name, wiring, cables) => {
  const boxes = [...layout(wiring).values()];

  it('has each thing once, and every cable', () => {
    expect(new Set(wiring.boxes.map(({ id }) => id)).size).toBe(wiring.boxes.length);
    expect(wiring.boxes.filter(({ column }) => column === 'far')).toHaveLength(cables);
  });

  it('joins only things that it has', () => {
    const known = new Set(wiring.boxes.map(({ id }) => id));
    for (const id of wiring.lines.flat()) expect(known).toContain(id);
  });

  it('lays no box over another', () => {
    for (const [index, a] of boxes.entries()) {
      for (const b of boxes.slice(index + 1)) {
        const apart =
          a.x + a.width <= b.x ||
          b.x + b.width <= a.x ||
          a.y + a.height <= b.y ||
          b.y + b.height <= a.y;
        expect(apart, `${a.id} and ${b.id}`).toBe(true);
      }
    }
  });

  it('is well-formed, with a link for each thing that has a page', () => {
    const picture = wiringPicture(wiring, WORDS);
    if (picture === undefined) return expect(wiring.boxes).toEqual([]);
    let links = 0;
    const parser = new SaxesParser();
    parser.on('error', (error) => {
      throw error;
    });
    parser.on('opentag', ({ name }) => {
      links += name === 'a' ? 1 : 0;
    });
    parser.write(picture.svg).close();
    expect(links).toBe(wiring.boxes.filter(({ href, isPassage }) => href && !isPassage).length);
  });
});

describe('a card in a Linux bridge', () => {
  const lab = (port: string) =>
    ({
      ...small,
      hosts: {
        n: {
          ...small.hosts['node-a']!,
          nics: { eth0: {} },
          bonds: {},
          ports: {},
          bridges: { br0: { kind: 'linux', autostart: true, ports: [port] } },
        },
      },
      cables: [],
    }) as Inventory;

  it('is drawn as its VLAN interface', () => {
    const { boxes } = hostWiring(lab('eth0.10'), 'n');
    expect(boxes.map(({ text, isPassage }) => [text.split('\n')[0], isPassage ?? false])).toEqual([
      ['eth0', false],
      ['eth0.10', false],
      ['br0', false],
    ]);
  });

  it('is joined with the bridge by a line that passes the bonds, when it is in it itself', () => {
    const picture = wiringPicture(hostWiring(lab('eth0'), 'n'), WORDS);
    expect(picture?.parts.filter(({ part }) => part === 'node')).toHaveLength(2);
    expect(picture?.parts.filter(({ part }) => part === 'edge')).toHaveLength(1);
  });
});
