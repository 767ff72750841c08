/** The drawings that are committed and shown: readable, accessible, in both appearances. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FONT_SIZE_PX } from '../../src/diagrams/mermaid-config.ts';
import { diagramSources } from '../../src/diagrams/sources.ts';
import { ROOT, site } from '../fixtures/inventories.ts';

/** The narrowest column that shows a diagram on a screen of 1280 px. */
const COLUMN_PX = 900;
const SMALLEST_PX = 11;

describe.each(diagramSources(site))('$name', ({ name, title }) => {
  const svg = readFileSync(join(ROOT, `content/diagrams/${name}.svg`), 'utf8');

  it('is readable at 1280 px', () => {
    const width = Number(/viewBox="\S+ \S+ (\S+) /.exec(svg)?.[1]);
    const shown = FONT_SIZE_PX * Math.min(1, COLUMN_PX / width);
    expect(shown).toBeGreaterThanOrEqual(SMALLEST_PX);
  });

  it('has every colour as a variable', () => {
    const fixed = svg
      .replace(/<style>@media.*?<\/style>/s, '')
      .replace(/var\(--mm-[a-z-]+, #[0-9a-f]{6}\)/g, '')
      .match(/(?:fill|stroke|color):\s*(?:#|rgb|hsl)[^;"]*/g);
    expect(fixed ?? []).toEqual([]);
  });

  it('has a title and a description, and text as text', () => {
    expect(svg).toContain(`>${title}</title>`);
    expect(svg).toMatch(/<desc[^>]*>[^<]+<\/desc>/);
    expect(svg).toMatch(/aria-labelledby="[^"]+"/);
    expect(svg).not.toContain('<foreignObject');
    expect(svg).not.toMatch(/<script|href="http|@import|url\(http/);
  });
});

describe('port names', () => {
  const svg = readFileSync(join(ROOT, 'content/diagrams/physical.svg'), 'utf8');
  it.each(site.cables.flatMap(({ a, b }) => [a, b]))(
    '%s is written at its end of the link',
    (end) => {
      expect(svg).toContain(`>${end.split(':')[1]}</tspan>`);
    },
  );
});
