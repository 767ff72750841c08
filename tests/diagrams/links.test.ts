import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { things } from '../../src/diagrams/graph.ts';
import { linkedSvg, thingAnchor } from '../../src/diagrams/links.ts';
import { diagramSources } from '../../src/diagrams/sources.ts';
import { withinPage } from '../../src/diagrams/svg.ts';
import { ROOT, site } from '../fixtures/inventories.ts';

interface Anchor {
  readonly id: string;
  readonly href: string;
  readonly name: string;
  /** Class of the group inside. */
  inside: string;
}

/** The links of an SVG, in order; throws when it isn't well formed. */
function anchors(svg: string): Anchor[] {
  const found: Anchor[] = [];
  const open: Anchor[] = [];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const given = attributes as Record<string, string>;
    if (name === 'g' && open.at(-1)?.inside === '') open.at(-1)!.inside = given.class ?? '';
    if (name !== 'a') return;
    const { id = '', href = '' } = given;
    open.push({ id, href, name: given['aria-label'] ?? '', inside: '' });
  });
  parser.on('closetag', ({ name }) => {
    if (name === 'a') found.push(open.pop()!);
  });
  parser.write(svg).close();
  return found;
}

describe.each(diagramSources(site))('the links of $name', ({ name, parts }) => {
  const drawn = readFileSync(join(ROOT, `content/diagrams/${name}.svg`), 'utf8');
  const svg = linkedSvg(drawn, name, parts);
  const found = anchors(svg);

  it('are those of the boxes and frames that have a page, once each', () => {
    const wanted = things(parts).filter(({ href }) => href !== undefined);
    expect(wanted.length).toBeGreaterThan(0);
    expect(found.map(({ id, href }) => `${id} ${href}`).sort()).toEqual(
      wanted.map(({ id, href }) => `${thingAnchor(name, id)} ${href}`).sort(),
    );
  });

  it('leave out the colours that only a picture by itself needs', () => {
    expect(drawn).toContain('svg:root');
    expect(svg).not.toContain('svg:root');
  });

  it('stand around one box or frame, and have a name', () => {
    for (const { inside, name: label } of found) {
      expect(inside).toMatch(/^(?:node|cluster)\b/);
      expect(label).not.toBe('');
    }
  });

  it('make a group of the picture, with its title and description, and change nothing else', () => {
    expect(svg).toMatch(/^<svg [^>]*role="group"/);
    expect(svg).not.toContain('aria-roledescription');
    expect(svg).toMatch(/<title id="[^"]+">[^<]+<\/title><desc id/);
    const withoutLinks = svg
      .replace(/<a id="[^>]*>|<\/a>/g, '')
      .replaceAll('</tspan> <tspan', '</tspan><tspan');
    const inPage = withinPage(drawn);
    const isSame =
      withoutLinks.slice(withoutLinks.indexOf('>')) === inPage.slice(inPage.indexOf('>'));
    expect(isSame).toBe(true);
  });
});
