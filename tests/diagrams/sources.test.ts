import { describe, expect, it } from 'vitest';
import { escapeText, id, label } from '../../src/diagrams/flowchart.ts';
import { PALETTE, paletteCss } from '../../src/diagrams/palette.ts';
import { diagramSources } from '../../src/diagrams/sources.ts';
import { finishSvg, withVariables } from '../../src/diagrams/svg.ts';
import { expected, site, small } from '../fixtures/inventories.ts';

describe('the diagrams of an inventory', () => {
  it('are these', () => {
    expect(diagramSources(site).map(({ name }) => name)).toEqual([
      'physical',
      'network-camille',
      'network-nikita',
      'network-proxima',
      'storage',
      'cluster',
      'reverse-proxy',
    ]);
  });

  it.each(diagramSources(small).map((source) => [source.name, source] as const))(
    '%s of the small inventory',
    async (name, { mermaid, title, description }) => {
      expect(title).not.toBe('');
      expect(description).not.toContain('{');
      await expect(mermaid).toMatchFileSnapshot(expected(`diagrams/${name}.mmd`));
    },
  );

  it('leave out what there is nothing of', () => {
    const empty = {
      ...small,
      clusters: {},
      reverse_proxies: {},
      sans: {},
      storages: {},
      volume_groups: {},
    };
    expect(diagramSources(empty).map(({ name }) => name)).toEqual([
      'physical',
      'network-node-a',
      'network-node-b',
    ]);
  });
});

describe('physical', () => {
  const { mermaid } = diagramSources(site)[0]!;

  it.each(site.cables.map(({ a, b }) => [a, b] as const))('draws %s to %s once', (a, b) => {
    const [from, to] = [a, b].map((end) => id(...end.split(':')));
    const links = mermaid.split('\n').filter((line) => {
      const ends = line.trim().split(' --- ');
      return ends.includes(from as string) && ends.includes(to as string);
    });
    expect(links).toHaveLength(1);
    for (const [end, name] of [
      [from, a],
      [to, b],
    ]) {
      expect(mermaid).toContain(`${end}["${name?.split(':')[1]}"]`);
    }
  });

  it('shows a host without a known cable as such', () => {
    expect(mermaid).toMatch(/n-proxima\["Proxima<br\/>eth0 · eth1 · eth2 · eth3"\]:::unknown/);
    expect(mermaid).not.toMatch(/n-proxima-eth/);
  });
});

describe('names in Mermaid', () => {
  it.each([
    ['plain', '"plain"'],
    ['a "b" #1', '"a #34;b#34; #35;1"'],
    ['[x]; <y>', '"[x]#59; #60;y#62;"'],
    ['`md` & {z}|', '"#96;md#96; #38; {z}|"'],
    ['two\nlines', '"two<br/>lines"'],
  ])('%j', (text, wanted) => {
    expect(label(text)).toBe(wanted);
  });

  it('a title with odd signs stays on its line', () => {
    expect(escapeText('end; %% "x"')).not.toMatch(/["]/);
  });

  it('ids of different names differ', () => {
    const names = [['a-b'], ['a', 'b'], ['a_b'], ['a.b'], ['a', '-b'], ['ab'], ['a_2d_b'], ['end']];
    const ids = names.map((parts) => id(...parts));
    expect(new Set(ids).size).toBe(names.length);
    expect(ids.every((one) => /^n-[A-Za-z0-9_-]+$/.test(one))).toBe(true);
  });
});

describe('the palette', () => {
  it('uses each light colour once, so that it names its variable', () => {
    const light = Object.values(PALETTE).map((colour) => colour.light);
    expect(new Set(light).size).toBe(light.length);
  });

  it.each(['host', 'switch', 'storage', 'service', 'port', 'bundle', 'group', 'unknown'] as const)(
    'text on %s has a contrast of 4.5 in light and in dark',
    (name) => {
      for (const appearance of ['light', 'dark'] as const) {
        const contrast = ratio(PALETTE.text[appearance], PALETTE[name][appearance]);
        expect(contrast, appearance).toBeGreaterThan(4.5);
      }
    },
  );

  it('becomes variables in a drawing', () => {
    const { light } = PALETTE.host;
    expect(withVariables(`<rect fill="${light}"/>`)).toBe(
      `<rect fill="var(--mm-host, ${light})"/>`,
    );
    expect(withVariables('fill:rgb(219, 233, 251)')).toBe(`fill:var(--mm-host, ${light})`);
    expect(paletteCss('dark')).toContain(`--mm-host: ${PALETTE.host.dark};`);
  });

  it('drops shadows and rounds coordinates, but no text', () => {
    const svg = finishSvg(
      '<svg viewBox="0 0 10.12345 5"><style>a{filter:drop-shadow(1px 1px #000);}</style><text x="1.98765">1.98765</text></svg>',
    );
    expect(svg).not.toContain('drop-shadow');
    expect(svg).toContain('viewBox="0 0 10.12 5"');
    expect(svg).toContain('<text x="1.99">1.98765</text>');
  });
});

/** Contrast of two colours, WCAG 2.2. */
function ratio(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)) as [
    number,
    number,
    number,
  ];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
