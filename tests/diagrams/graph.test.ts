import { describe, expect, it } from 'vitest';
import { edges, graphTable, thingName, things } from '../../src/diagrams/graph.ts';
import { diagramSources } from '../../src/diagrams/sources.ts';
import { cellParts, cellText } from '../../src/views/table.ts';
import { site, small } from '../fixtures/inventories.ts';

const sources = [...diagramSources(site), ...diagramSources(small)];

/** Counted in the Mermaid text, which the picture is drawn from. */
const LINKS = / (?:---|-->)(?:\|"[^"]*"\|)? n-/;
const BOXES = /^\s*n-\S*[[(]".*"[\])]:::\w+$/;

describe.each(sources)('the table of $name', ({ mermaid, parts, title }) => {
  const lines = mermaid.split('\n');
  const table = graphTable(site, parts, title);

  it('has a row for each line of the picture, and one for each box that has none', () => {
    const drawn = lines.filter((line) => LINKS.test(line)).length;
    const related = table.rows.filter((row) => row.to !== '');
    expect(related).toHaveLength(drawn);
    const joined = new Set(edges(parts).flatMap(({ from, to }) => [from, to]));
    const alone = things(parts).filter(({ id, part }) => part === 'node' && !joined.has(id));
    expect(table.rows).toHaveLength(drawn + alone.length);
  });

  it('names every box and every frame of the picture', () => {
    const said = table.rows.map((row) => `${cellText(row.from!)}\n${cellText(row.to!)}`).join('\n');
    expect(lines.filter((line) => BOXES.test(line))).toHaveLength(
      things(parts).filter(({ part }) => part === 'node').length,
    );
    for (const { text } of things(parts)) expect(said).toContain(text.replaceAll('\n', ', '));
  });

  it('leads where the picture leads', () => {
    const hrefs = (all: readonly (string | undefined)[]) => new Set(all.filter(Boolean));
    const inTable = table.rows.flatMap((row) =>
      [row.from!, row.to!].flatMap((cell) => cellParts(cell).map(({ href }) => href)),
    );
    expect(hrefs(inTable)).toEqual(hrefs(things(parts).map(({ href }) => href)));
  });

  it('gives each thing a name that begins with what can be seen', () => {
    for (const thing of things(parts)) {
      expect(thingName(thing).startsWith(thing.text.split('\n')[0] ?? '')).toBe(true);
    }
  });
});
