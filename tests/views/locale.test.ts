/** Tables and drawings in the language of the site: the same, in other words. */
import { describe, expect, it } from 'vitest';
import { diagramSources } from '../../src/diagrams/sources.ts';
import { hostWiring } from '../../src/diagrams/wiring.ts';
import type { Inventory } from '../../src/inventory/schema.ts';
import { DEVICE_TABLES } from '../../src/views/device-tables.ts';
import { TABLES } from '../../src/views/tables.ts';
import { small } from '../fixtures/inventories.ts';

const english: Inventory = { ...small, locale: 'en' };
const { locale: _, ...nobodySays } = small;
const FRENCH = /[àâçéèêëîïôùûœ’]|\b(?:aucun|des|du|de|sur|derrière|hôte|lien)\b/i;

describe.each(Object.entries({ ...TABLES, ...DEVICE_TABLES }))('the table %s', (_name, table) => {
  const args = { device: Object.keys(small.hosts)[0] as string };
  const build = (inventory: Inventory) => {
    try {
      return table(inventory, args);
    } catch {
      return table(inventory, {});
    }
  };

  it('has English words, and the same rows', () => {
    const [fr, en] = [build(small), build(english)];
    const words = [en.caption, ...en.columns.map(({ label }) => label), ...(en.notes ?? [])];
    expect(words.filter((word) => FRENCH.test(word.replace('doesn’t', '')))).toEqual([]);
    expect(en.columns.map(({ key }) => key)).toEqual(fr.columns.map(({ key }) => key));
    expect(en.rows).toHaveLength(fr.rows.length);
  });

  it('is in English when nobody says', () => {
    expect(build(nobodySays)).toEqual(build(english));
  });
});

describe('drawings', () => {
  const [fr, en] = [diagramSources(small), diagramSources(english)];

  it.each(en.map((source, index) => [source.name, source, fr[index]!] as const))(
    '%s is the same drawing in English',
    (_name, source, french) => {
      expect(`${source.title} ${source.description}`).not.toMatch(FRENCH);
      expect(source.title).not.toBe(french.title);
      const shape = (text: string) =>
        text.replace(/"[^"]*"/g, '""').replace(/^.*(?:accTitle|accDescr|title).*$/gm, '');
      expect(shape(source.mermaid)).toBe(shape(french.mermaid));
    },
  );

  it('names the columns of a device’s wiring', () => {
    const host = Object.keys(small.hosts)[0] as string;
    expect(hostWiring(english, host).columns.far).toBe('Far end');
    expect(hostWiring(small, host).columns.far).toBe('En face');
  });
});
